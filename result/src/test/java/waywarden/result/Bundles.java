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

    /// The same keys in both languages, each with the same arguments.
    public static void assertSaysTheSameInBothLanguages(String name) {
        ResourceBundle english = of(name, Locale.ENGLISH);
        ResourceBundle chinese = of(name, Locale.SIMPLIFIED_CHINESE);
        assertThat(new TreeSet<>(chinese.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        for (String key : english.keySet()) {
            assertThat(found(ARGUMENT, chinese.getString(key)))
                    .as(key)
                    .isEqualTo(found(ARGUMENT, english.getString(key)));
        }
    }

    /// No words with a quote, which a message's pattern would swallow, and none that cannot be filled in.
    public static void assertQuotesNothingByMistake(String name, Object... arguments) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
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

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) found.add(matcher.group(1));
        return found;
    }
}
