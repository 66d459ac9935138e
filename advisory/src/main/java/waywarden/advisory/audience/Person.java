package waywarden.advisory.audience;

import java.util.List;
import java.util.Set;

/// Somebody who wants to be warned: only what a warning can be aimed by, and never a name.
///
/// @param stays     where she is and will be
/// @param sectors   her lines of work; empty where she does not say
/// @param roles     what she does; empty where she does not say
/// @param groups    that messages of private scope may be addressed to
/// @param languages she reads, the best first
/// @param exercises whether she takes part in exercises
public record Person(
        List<Stay> stays,
        Set<String> sectors,
        Set<String> roles,
        Set<String> groups,
        List<String> languages,
        boolean exercises) {

    public Person {
        stays = List.copyOf(stays);
        sectors = Set.copyOf(sectors);
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
        languages = List.copyOf(languages);
    }

    /// Says nothing of her.
    @Override
    public String toString() {
        return "Person[" + stays.size() + " stays]";
    }
}
