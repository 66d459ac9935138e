package waywarden.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waywarden.indicator.Indicator.Kind;
import waywarden.indicator.Indicator.ReadBy;
import waywarden.indicator.Strength;
import waywarden.phase.Phase;
import waywarden.screening.Concern;

class TextsTest {

    private static final Path MAIN = Path.of(System.getProperty("waywarden.root", ".."), "result", "src", "main");
    private static final Pattern KEY = Pattern.compile("say\\(\\s*\"([a-z.]+[a-z])\"");

    @ParameterizedTest
    @ValueSource(strings = {"waywarden.result.messages"})
    void saysTheSameThingsInEveryLanguage(String name) {
        Bundles.assertSaysTheSame(name, Bundles.OF_THE_PAGE);
    }

    @Test
    void hasEveryKeyThatIsUsed() throws IOException {
        ResourceBundle english = Bundles.of("waywarden.result.messages", Locale.ENGLISH);
        Set<String> used = Bundles.used(MAIN, KEY);
        assertThat(used).hasSizeGreaterThan(20);
        assertThat(english.keySet()).containsAll(used);
    }

    @Test
    void namesEveryConcernPhaseStrengthAndKind() {
        Set<String> keys =
                Bundles.of("waywarden.result.messages", Locale.ENGLISH).keySet();

        assertThat(keys).containsAll(keys("concern.", Concern.values()));
        assertThat(keys).containsAll(keys("phase.", Phase.values()));
        assertThat(keys).containsAll(keys("strength.", Strength.values()));
        assertThat(keys).containsAll(keys("kind.", Kind.values()));
        assertThat(keys).containsAll(keys("readby.", ReadBy.values()));
    }

    @Test
    void tellsHowToExportEveryFormat() {
        Set<String> keys =
                Bundles.of("waywarden.result.messages", Locale.ENGLISH).keySet();

        assertThat(ExportGuide.all()).isNotEmpty();
        assertThat(ExportGuide.all())
                .allSatisfy(format -> assertThat(keys).as(format.name()).contains(format.key()));
    }

    @Test
    void quotesNothingByMistake() {
        Bundles.assertQuotesNothingByMistake("waywarden.result.messages", Bundles.OF_THE_PAGE, 3, 2, "x");
    }

    private static List<String> keys(String prefix, Enum<?>[] constants) {
        return Stream.of(constants)
                .map(constant -> prefix + constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
