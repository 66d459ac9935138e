package waywarden.stream;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The job's sentences for people, from the bundle `waywarden/stream/messages`.
final class StreamTexts {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private StreamTexts() {}

    static String say(Locale locale, String key, Object... values) {
        ResourceBundle bundle = ResourceBundle.getBundle("waywarden.stream.messages", locale, NO_FALLBACK);
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }
}
