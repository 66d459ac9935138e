package waywarden.result;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waywarden.indicator.Indicator;

/// The words shown to the person, in her language.
///
/// @param locale  the language, by which numbers and dates are written too
/// @param bundles `waywarden/result/messages` in that language, and what a shell adds to it
public record Texts(Locale locale, List<ResourceBundle> bundles) {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    public Texts {
        bundles = List.copyOf(bundles);
    }

    /// In the language asked for where all the words are written in it, else in English: two languages on one page
    /// help nobody.
    ///
    /// @param more names of the bundles that a shell adds, such as `waywarden.cli.messages`
    public static Texts in(Locale locale, String... more) {
        Locale asked = locale(locale.getLanguage());
        List<ResourceBundle> bundles = bundles(asked, more);
        boolean all = bundles.stream()
                .allMatch(bundle -> bundle.getLocale().getLanguage().equals(asked.getLanguage()));
        return all ? new Texts(asked, bundles) : new Texts(Locale.ENGLISH, bundles(Locale.ENGLISH, more));
    }

    private static List<ResourceBundle> bundles(Locale locale, String... more) {
        return Stream.concat(Stream.of("waywarden.result.messages"), Stream.of(more))
                .map(name -> ResourceBundle.getBundle(name, locale, NO_FALLBACK))
                .toList();
    }

    private static Locale locale(String language) {
        return switch (language) {
            case "zh" -> Locale.SIMPLIFIED_CHINESE;
            // The digits that the rest of a page has, whatever the machine's locale data prefer.
            case "ar" -> Locale.forLanguageTag("ar-u-nu-latn");
            default -> Locale.of(language);
        };
    }

    /// The language asked for, else the system's.
    public static Texts in(@Nullable String language, Locale system, String... more) {
        return in(language == null ? system : Locale.of(language), more);
    }

    public String say(String key, Object... args) {
        return new MessageFormat(pattern(key), locale).format(args);
    }

    public boolean has(String key) {
        return bundles.stream().anyMatch(bundle -> bundle.containsKey(key));
    }

    private String pattern(String key) {
        for (ResourceBundle bundle : bundles) if (bundle.containsKey(key)) return bundle.getString(key);
        throw new MissingResourceException("no words for " + key, Texts.class.getName(), key);
    }

    /// The words for a key that comes from outside, such as a channel's name; the name itself where there are none.
    public String named(String group, String name) {
        String key = group + "." + name;
        return has(key) ? say(key) : name;
    }

    /// The language as pages name it: without what is said of digits.
    public String tag() {
        return locale.stripExtensions().toLanguageTag();
    }

    /// `rtl` where lines begin at the right, else `ltr`.
    public String direction() {
        return language().equals("ar") ? "rtl" : "ltr";
    }

    /// The language's code, as indicator files use it.
    public String language() {
        return locale.getLanguage();
    }

    public String of(Map<String, String> texts) {
        return Indicator.in(texts, language());
    }
}
