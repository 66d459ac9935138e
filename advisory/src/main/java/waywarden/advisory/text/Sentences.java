package waywarden.advisory.text;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// The sentences that explain a rule or a decision to the person. Rules are explained in English and Chinese, to
/// those who write warnings; decisions, such as why a warning reaches somebody, in every language of the worker's page.
public final class Sentences {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Sentences() {}

    public static String say(String key, Locale locale, List<String> args) {
        ResourceBundle bundle = ResourceBundle.getBundle("waywarden.advisory.sentences", locale, NO_FALLBACK);
        Object[] said = args.stream().map(arg -> word(bundle, arg)).toArray();
        return new MessageFormat(bundle.getString(key), locale).format(said);
    }

    /// `@fault.CHANGED` stands for words of the bundle; anything else for itself.
    private static String word(ResourceBundle bundle, String arg) {
        String key = arg.startsWith("@") ? arg.substring(1) : "";
        return bundle.containsKey(key) ? bundle.getString(key) : arg;
    }
}
