package waywarden.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the person has set in `waywarden.yaml`.
///
/// @param tell     whom to tell, in the order to try
/// @param language `en` or `zh`; null for the system's
/// @param file     where the settings are, or would be
public record Settings(List<Desk> tell, @Nullable String language, String file) {

    public Settings {
        tell = List.copyOf(tell);
    }

    /// Someone to tell: a security desk, an embassy, someone trusted.
    ///
    /// @param key public key in the age format (`age1…`), to which reports for this desk are encrypted
    public record Desk(
            String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String note,
            @Nullable String key) {

        public Desk(String name, @Nullable String phone, @Nullable String email, @Nullable String note) {
            this(name, phone, email, note, null);
        }
    }
}
