package waywarden.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What holds of the words of every shell.
public final class Bundles {

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");

    private Bundles() {}

    public static ResourceBundle of(String name, Locale locale) {
        return ResourceBundle.getBundle(
                name, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// The languages that the worker's page is written in.
    public static final List<Locale> OF_THE_PAGE = Stream.of("en", "zh", "ar", "de", "es", "fr", "ru")
            .map(code -> code.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.of(code))
            .toList();

    /// The languages that every other shell is written in.
    public static final List<Locale> OF_SHELLS = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    /// The same keys in every language, each with the same arguments.
    public static void assertSaysTheSame(String name, List<Locale> locales) {
        ResourceBundle english = of(name, Locale.ENGLISH);
        for (Locale locale : locales) {
            ResourceBundle other = of(name, locale);
            if (!locale.equals(Locale.ENGLISH))
                assertThat(other.getLocale().getLanguage()).as(name).isEqualTo(locale.getLanguage());
            assertThat(new TreeSet<>(other.keySet())).as(locale.toString()).isEqualTo(new TreeSet<>(english.keySet()));
            for (String key : english.keySet()) {
                assertThat(arguments(other.getString(key)))
                        .as(key + " " + locale)
                        .isEqualTo(arguments(english.getString(key)));
            }
        }
    }

    /// No words with a quote, which a message's pattern would swallow, and none that cannot be filled in.
    public static void assertQuotesNothingByMistake(String name, List<Locale> locales, Object... arguments) {
        for (Locale locale : locales) {
            ResourceBundle bundle = of(name, locale);
            for (String key : bundle.keySet()) {
                assertThat(bundle.getString(key)).as(key).doesNotContain("'");
                assertThat(new MessageFormat(bundle.getString(key), locale).format(arguments))
                        .as(key)
                        .isNotNull();
            }
        }
    }

    /// What the first group of a pattern matches in the sources and templates of a folder.
    public static Set<String> used(Path folder, Pattern pattern) throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(".java") || f.toString().endsWith(".jte"))
                    .toList()) {
                used.addAll(found(pattern, Files.readString(file)));
            }
        }
        return used;
    }

    /// The arguments that a message takes.
    public static Set<String> arguments(String message) {
        return found(ARGUMENT, message);
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) found.add(matcher.group(1));
        return found;
    }
}
