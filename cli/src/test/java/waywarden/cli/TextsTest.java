package waywarden.cli;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waywarden.register.RegisterReading;
import waywarden.register.Touch;
import waywarden.result.Texts;

class TextsTest {

    private static final Path MAIN = Path.of(System.getProperty("waywarden.root", ".."), "cli", "src", "main");
    private static final Pattern KEY = Pattern.compile("say\\(\\s*\"([a-z.]+[a-z])\"");

    @ParameterizedTest
    @ValueSource(strings = {"waywarden.cli.messages", "waywarden.cli.register", "waywarden.cli.help"})
    void saysTheSameThingsInBothLanguages(String name) {
        ResourceBundle english = bundle(name, Locale.ENGLISH);
        ResourceBundle chinese = bundle(name, Locale.SIMPLIFIED_CHINESE);

        assertThat(new TreeSet<>(chinese.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        for (String key : english.keySet()) {
            assertThat(arguments(chinese.getString(key))).as(key).isEqualTo(arguments(english.getString(key)));
        }
    }

    @Test
    void hasEveryKeyThatIsUsed() throws IOException {
        Texts texts = Texts.in(Locale.ENGLISH, Command.WORDS);
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(".java") || f.toString().endsWith(".jte"))
                    .toList()) {
                Matcher matcher = KEY.matcher(Files.readString(file));
                while (matcher.find()) used.add(matcher.group(1));
            }
        }
        assertThat(used).hasSizeGreaterThan(20);
        Set<String> ofRegister =
                bundle("waywarden.cli.register", Locale.ENGLISH).keySet();
        assertThat(used).allMatch(key -> texts.has(key) || ofRegister.contains(key));
    }

    @Test
    void saysWhyARegisterIsRefusedAndByWhatATouchIsRecognised() {
        Set<String> keys = bundle("waywarden.result.messages", Locale.ENGLISH).keySet();

        assertThat(keys).containsAll(keys("refused.", RegisterReading.Why.values()));
        assertThat(keys).containsAll(keys("check.kind.", Touch.Kind.values()));
    }

    @Test
    void quotesNothingByMistake() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            ResourceBundle bundle = bundle("waywarden.cli.messages", locale);
            for (String key : bundle.keySet()) {
                assertThat(bundle.getString(key)).as(key).doesNotContain("'");
                assertThat(new MessageFormat(bundle.getString(key), locale).format(new Object[] {3, 2, "x"}))
                        .as(key)
                        .isNotNull();
            }
        }
    }

    private static ResourceBundle bundle(String name, Locale locale) {
        return ResourceBundle.getBundle(
                name, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static List<String> keys(String prefix, Enum<?>[] constants) {
        return Stream.of(constants)
                .map(constant -> prefix + constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Set<String> arguments(String pattern) {
        Set<String> arguments = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{(\\d)").matcher(pattern);
        while (matcher.find()) arguments.add(matcher.group(1));
        return arguments;
    }
}
