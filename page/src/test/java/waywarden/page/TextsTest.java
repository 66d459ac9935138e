package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
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
    void saysTheSameThingsInEveryLanguage(String name) {
        Bundles.assertSaysTheSame(name, Bundles.OF_THE_PAGE);
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
        for (Locale locale : Bundles.OF_THE_PAGE) {
            Texts texts = Phrases.in(locale);
            for (Indicator indicator : IndicatorCatalog.bundled().all()) {
                assertThat(Sources.named(texts, indicator.sources())).isNotNull();
            }
        }
    }

    @Test
    void speaksEveryLanguageItOffersAndNoTwoAtOnce() {
        for (String language : Phrases.LANGUAGES.keySet()) {
            Texts texts = Phrases.in(language, null);
            assertThat(texts.language()).isEqualTo(language);
            assertThat(texts.bundles())
                    .allMatch(bundle -> language.equals("en")
                            || bundle.getLocale().getLanguage().equals(language));
        }
        assertThat(Phrases.in("nn", null).language()).isEqualTo("en");
        assertThat(Phrases.in(null, "nn, fr-CA;q=0.8, en;q=0.7").language()).isEqualTo("fr");
        assertThat(Phrases.in("ar", null).direction()).isEqualTo("rtl");
        assertThat(Phrases.in("ar", null).tag()).isEqualTo("ar");
        assertThat(Phrases.in("ar", null).say("drop.done", 27)).contains("27");
    }

    @Test
    void explainsEveryIndicatorInEveryLanguage() {
        for (Indicator indicator : IndicatorCatalog.bundled().all()) {
            for (Map<String, String> texts :
                    List.of(indicator.says(), indicator.lookAlike(), indicator.check(), indicator.advice())) {
                assertThat(texts.keySet()).as(indicator.id()).containsAll(Phrases.LANGUAGES.keySet());
            }
        }
    }

    @Test
    void saysWhyAWarningReachesHerInEveryLanguage() {
        ResourceBundle english = Bundles.of("waywarden.advisory.sentences", Locale.ENGLISH);
        for (Locale locale : Bundles.OF_THE_PAGE) {
            PropertyResourceBundle own = (PropertyResourceBundle) Bundles.of("waywarden.advisory.sentences", locale);
            for (String key : english.keySet()) {
                if (!key.matches("(reach|fault|reason|signature|word|show)\\..*")) continue;
                assertThat(own.handleGetObject(key)).as(key + " " + locale).isNotNull();
                assertThat(Bundles.arguments(own.getString(key)))
                        .as(key + " " + locale)
                        .isEqualTo(Bundles.arguments(english.getString(key)));
            }
        }
    }

    @Test
    void quotesNothingByMistake() {
        Bundles.assertQuotesNothingByMistake("waywarden.page.messages", Bundles.OF_THE_PAGE, 3, 2, "x");
    }
}
