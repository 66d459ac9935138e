package waywarden.desk;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Somebody who works at the desk.
///
/// @param name     signs in with it; never changes
/// @param display  shown to colleagues
/// @param language `en` or `zh`; null for the browser's
public record Account(
        String name,
        String display,
        Set<Role> roles,
        Authority authority,
        @Nullable String language,
        boolean active) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._@-]{1,59}");

    public Account {
        if (!isName(name)) throw new IllegalArgumentException("a name is 2 to 60 small letters, digits, . _ @ -");
        roles = Set.copyOf(roles);
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    public boolean is(Role role) {
        return active && roles.contains(role);
    }
}
