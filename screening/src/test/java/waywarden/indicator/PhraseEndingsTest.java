package waywarden.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What stars and optional beginnings of words stand for.
class PhraseEndingsTest {

    @Test
    void starAfterAWordStandsForAnyEnding() {
        assertThat(found("send* it", "she sends it")).isTrue();
        assertThat(found("send* it", "a sandal")).isFalse();
    }

    @Test
    void starAfterAGroupStandsForAnyEndingOfEachWord() {
        assertThat(found("(copy|save)* it", "copying it")).isTrue();
        assertThat(found("(copy|save)* it", "she saved it")).isTrue();
        assertThat(found("(copy|save)* it", "photocopy it")).isFalse();
    }

    @Test
    void anOptionalBeginningOfAWordLeavesTheSpaceBeforeIt() {
        assertThat(found("from (re)?view", "from review")).isTrue();
        assertThat(found("from (re)?view", "from view")).isTrue();
        assertThat(found("from (re)? view", "from view")).isTrue();
    }

    @Test
    void aPhraseMayBeginWithTheWordAfterAnOptionalOne() {
        assertThat(found("(just)? say it", "say it")).isTrue();
        assertThat(found("(just)? say it", "just say it")).isTrue();
        assertThat(found("(just)? say it", "essay it")).isFalse();
    }

    private static boolean found(String phrase, String text) {
        return Phrase.of(phrase).pattern().matcher(NormalText.of(text).folded()).find();
    }
}
