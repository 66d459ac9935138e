package waywarden.advisory.cap;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// The sentences of the rules, in English and Chinese.
final class RuleTexts {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private RuleTexts() {}

    static String say(String key, Locale locale, List<String> args) {
        Locale written = locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        ResourceBundle bundle = ResourceBundle.getBundle("waywarden.advisory.rules", written, NO_FALLBACK);
        return new MessageFormat(bundle.getString(key), written).format(args.toArray());
    }
}
