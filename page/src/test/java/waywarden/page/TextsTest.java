package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waywarden.indicator.Indicator;
import waywarden.indicator.IndicatorCatalog;
import waywarden.result.Bundles;
import waywarden.result.Texts;
import waywarden.result.Wording;
import waywarden.screening.Answer;

class TextsTest {

    private static final Path MAIN = Path.of(System.getProperty("waywarden.root", ".."), "page", "src", "main");
    private static final Pattern KEY = Pattern.compile("say\\(\\s*\"([a-z.]+[a-z])\"");

    @ParameterizedTest
    @ValueSource(strings = {"waywarden.page.messages"})
    void saysTheSameThingsInBothLanguages(String name) {
        Bundles.assertSaysTheSameInBothLanguages(name);
    }

    @Test
    void hasEveryKeyThatIsUsed() throws IOException {
        Texts texts = Phrases.in(Locale.ENGLISH);
        Set<String> used = Bundles.used(MAIN, KEY);
        assertThat(used).hasSizeGreaterThan(20);
        assertThat(used).allMatch(texts::has);
    }

    @Test
    void namesEveryAnswerQuestionAndStage() {
        Texts texts = Phrases.in(Locale.ENGLISH);

        for (Answer answer : Answer.values())
            assertThat(texts.has("answer." + Phrases.word(answer))).isTrue();
        for (Drop.Stage stage : Drop.Stage.values()) {
            assertThat(texts.has("drop.stage." + Wording.word(stage))).isTrue();
        }
        for (Knowledge knowledge : Knowledge.values())
            assertThat(texts.has("know." + knowledge.word())).isTrue();
        for (Knowledge knowledge : Knowledge.of(Knowledge.Part.PROFILE)) {
            assertThat(texts.has("know." + knowledge.word() + ".how")).isTrue();
        }
    }

    @Test
    void namesEverySourceOfTheCatalogue() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            Texts texts = Phrases.in(locale);
            for (Indicator indicator : IndicatorCatalog.bundled().all()) {
                assertThat(Sources.named(texts, indicator.sources())).isNotNull();
            }
        }
    }

    @Test
    void quotesNothingByMistake() {
        Bundles.assertQuotesNothingByMistake("waywarden.page.messages", 3, 2, "x");
    }
}
