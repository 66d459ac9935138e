package waywarden.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Letters that people write in more than one way are one letter after folding.
class FoldedLettersTest {

    @Test
    void leavesOutAccentsOfLatinLetters() {
        assertThat(folded("Ça reste entre nous, à bientôt. ¿Cuánto? Für den Müller"))
                .isEqualTo("ca reste entre nous, a bientot. ¿cuanto? fur den muller");
    }

    @Test
    void treatsAnAccentWrittenApartLikeOneWrittenTogether() {
        assertThat(folded("cafe\u0301")).isEqualTo(folded("caf\u00e9")).isEqualTo("cafe");
    }

    @Test
    void keepsTheRussianShortIButNotYo() {
        assertThat(folded("Ещё мой")).isEqualTo("еще мой");
    }

    @Test
    void unitesArabicLettersAndLeavesOutVowelSigns() {
        assertThat(folded("أرسِل الخريطة، إلى ليلى؟")).isEqualTo("ارسل الخريطه, الي ليلي?");
    }

    @Test
    void knowsWhereALetterStoodAfterLeavingOneOut() {
        String text = "a\u0640b e\u0301f";
        NormalText normal = NormalText.of(text);
        int f = normal.folded().indexOf('f');
        assertThat(text.charAt(normal.start(f))).isEqualTo('f');
        int e = normal.folded().indexOf('e');
        assertThat(text.substring(normal.start(e), normal.end(e + 1))).isEqualTo("e\u0301");
    }

    private static String folded(String text) {
        return NormalText.of(text).folded();
    }
}
