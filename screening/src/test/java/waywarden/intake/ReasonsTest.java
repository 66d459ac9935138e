package waywarden.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonsTest {

    private static final Path MAIN = Path.of(System.getProperty("waywarden.root", ".."), "screening/src/main");
    private static final Path BUNDLES = MAIN.resolve("resources/waywarden/intake");
    private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\"");
    private static final Pattern REASON = Pattern.compile("Reason\\s*\\.of\\(([^;]*);", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"zh", "ar", "de", "es", "fr", "ru"})
    void everyLanguageHasTheSameKeysAndArguments(String language) throws IOException {
        Properties english = properties("reasons.properties");
        Properties other = properties("reasons_" + language + ".properties");
        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(arguments(other.getProperty(key))).as(key).isEqualTo(arguments(english.getProperty(key)));
            assertThat(other.getProperty(key)).as(key).doesNotContain("'");
        }
    }

    @Test
    void everyKeyUsedIsInTheBundleAndEveryKeyOfTheBundleIsUsed() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path source : sources()) {
            Matcher reason = REASON.matcher(Files.readString(source));
            while (reason.find()) keysIn(reason.group(1), used);
        }
        assertThat(properties("reasons.properties").stringPropertyNames()).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void saysAReasonInTheLanguageAskedFor() {
        Reason reason = Reason.of("group-split", 3);
        assertThat(reason.in(Locale.ENGLISH)).contains("3 others");
        assertThat(reason.in(Locale.SIMPLIFIED_CHINESE)).contains("3 人");
        assertThat(reason.in(Locale.FRENCH)).contains("3").isNotEqualTo(reason.in(Locale.ENGLISH));
        assertThat(reason.in(Locale.ITALIAN)).isEqualTo(reason.in(Locale.ENGLISH));
    }

    /// The first argument of a reason: one key, or two of which a condition chooses.
    private static void keysIn(String call, Set<String> used) {
        String first = call.contains("?") ? call : call.split(",")[0];
        Matcher key = KEY.matcher(first);
        while (key.find()) used.add(key.group(1));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN.resolve("java/waywarden"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Set<String> arguments(String sentence) {
        Set<String> arguments = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{\\d}").matcher(sentence);
        while (matcher.find()) arguments.add(matcher.group());
        return arguments;
    }

    private static Properties properties(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
