package waywarden.delivery;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// The sentences of the log, in English and Chinese.
final class Sayings {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Sayings() {}

    static String say(String key, Locale locale, Object... args) {
        Locale written = locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        ResourceBundle bundle = ResourceBundle.getBundle("waywarden.delivery.log", written, NO_FALLBACK);
        // A channel of somebody else's making goes by its own name.
        if (!bundle.containsKey(key)) return key.substring(key.indexOf('.') + 1);
        return new MessageFormat(bundle.getString(key), written).format(args);
    }

    /// @param written a kind, then perhaps a code
    static String reason(@Nullable String written, Locale locale) {
        if (written == null) return "";
        int blank = written.indexOf(' ');
        String kind = blank < 0 ? written : written.substring(0, blank);
        String said = say("reason." + kind, locale);
        return blank < 0 ? said : said + " (" + written.substring(blank + 1) + ")";
    }
}
