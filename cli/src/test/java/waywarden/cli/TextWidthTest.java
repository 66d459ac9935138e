package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import waywarden.result.TextWidth;

class TextWidthTest {

    @Test
    void countsWideCharactersTwice() {
        assertThat(TextWidth.of("abc")).isEqualTo(3);
        assertThat(TextWidth.of("周启明")).isEqualTo(6);
        assertThat(TextWidth.of("ｆｕｌｌ")).isEqualTo(8);
    }

    @Test
    void countsMarksWithWhatTheyStandOn() {
        assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
        assertThat(TextWidth.of("नमस्ते")).isLessThan("नमस्ते".length());
        assertThat(TextWidth.of("\u2068سامي\u2069")).isEqualTo(4);
    }

    @Test
    void countsAnEmojiOfSeveralPartsOnce() {
        assertThat(TextWidth.of("👩‍🔬")).isEqualTo(2);
        assertThat(TextWidth.of("🇪🇺")).isEqualTo(2);
        assertThat(TextWidth.of("❤️")).isEqualTo(2);
        assertThat(TextWidth.of("👍🏽")).isEqualTo(2);
    }

    @Test
    void cutsWithinTheColumns() {
        assertThat(TextWidth.cut("周启明先生", 7)).isEqualTo("周启明…");
        assertThat(TextWidth.cutStart("周启明先生", 6)).isEqualTo("…先生");
        assertThat(TextWidth.cut("short", 5)).isEqualTo("short");
    }

    @Test
    void wrapsAtWordsAndBetweenCharactersOfChinese() {
        assertThat(TextWidth.wrap("one two three", 8, Locale.ENGLISH)).isEqualTo(List.of("one two", "three"));
        assertThat(TextWidth.wrap("一二三四五六", 8, Locale.SIMPLIFIED_CHINESE)).isEqualTo(List.of("一二三四", "五六"));
        assertThat(TextWidth.wrap("aaaaaaaaaaaa", 5, Locale.ENGLISH)).isEqualTo(List.of("aaaaa", "aaaaa", "aa"));
        assertThat(TextWidth.wrap("", 5, Locale.ENGLISH)).isEqualTo(List.of(""));
    }
}
