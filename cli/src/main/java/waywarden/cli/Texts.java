package waywarden.cli;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import waywarden.indicator.Indicator;

/// The words shown to the person, in her language.
///
/// @param locale English or Chinese
/// @param bundle `waywarden/cli/messages` in that language
record Texts(Locale locale, ResourceBundle bundle) {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    static Texts in(Locale locale) {
        Locale written = locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        return new Texts(written, ResourceBundle.getBundle("waywarden.cli.messages", written, NO_FALLBACK));
    }

    /// The language asked for, else the system's.
    static Texts in(@Nullable String language, Locale system) {
        return in(language == null ? system : Locale.of(language));
    }

    String say(String key, Object... args) {
        return new MessageFormat(bundle.getString(key), locale).format(args);
    }

    /// The words for a key that comes from outside, such as a channel's name; the name itself where there are none.
    String named(String group, String name) {
        String key = group + "." + name;
        return bundle.containsKey(key) ? say(key) : name;
    }

    /// The language's code, as indicator files use it.
    String language() {
        return locale.getLanguage();
    }

    String of(java.util.Map<String, String> texts) {
        return Indicator.in(texts, language());
    }
}
