package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waywarden.register.RegisterReading;
import waywarden.register.Touch;
import waywarden.result.Bundles;
import waywarden.result.Texts;

class TextsTest {

    private static final Path MAIN = Path.of(System.getProperty("waywarden.root", ".."), "cli", "src", "main");
    private static final Pattern KEY = Pattern.compile("say\\(\\s*\"([a-z.]+[a-z])\"");

    @ParameterizedTest
    @ValueSource(strings = {"waywarden.cli.messages", "waywarden.cli.register", "waywarden.cli.help"})
    void saysTheSameThingsInEveryLanguage(String name) {
        Bundles.assertSaysTheSame(name, Bundles.OF_SHELLS);
    }

    @Test
    void hasEveryKeyThatIsUsed() throws IOException {
        Texts texts = Texts.in(Locale.ENGLISH, Command.WORDS);
        Set<String> used = Bundles.used(MAIN, KEY);
        assertThat(used).hasSizeGreaterThan(20);
        Set<String> ofRegister =
                Bundles.of("waywarden.cli.register", Locale.ENGLISH).keySet();
        assertThat(used).allMatch(key -> texts.has(key) || ofRegister.contains(key));
    }

    @Test
    void saysWhyARegisterIsRefusedAndByWhatATouchIsRecognised() {
        Set<String> keys =
                Bundles.of("waywarden.result.messages", Locale.ENGLISH).keySet();

        assertThat(keys).containsAll(keys("refused.", RegisterReading.Why.values()));
        assertThat(keys).containsAll(keys("check.kind.", Touch.Kind.values()));
    }

    @Test
    void quotesNothingByMistake() {
        Bundles.assertQuotesNothingByMistake("waywarden.cli.messages", Bundles.OF_SHELLS, 3, 2, "x");
    }

    private static List<String> keys(String prefix, Enum<?>[] constants) {
        return Stream.of(constants)
                .map(constant -> prefix + constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
