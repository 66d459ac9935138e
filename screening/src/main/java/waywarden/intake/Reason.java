package waywarden.intake;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// Why something was not read, or was read in a way the person should know of: a key of the bundle
/// `waywarden/intake/reasons` and its arguments. Arguments name places, numbers and formats, never
/// message text.
///
/// @param key  a key of the bundle
/// @param args numbers or short strings
public record Reason(String key, List<Object> args) {

    public Reason {
        args = List.copyOf(args);
    }

    public static Reason of(String key, Object... args) {
        return new Reason(key, List.of(args));
    }

    /// The sentence in the reader's language.
    public String in(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle("waywarden.intake.reasons", locale, NO_FALLBACK);
        return new MessageFormat(bundle.getString(key), locale).format(args.toArray());
    }

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
}
