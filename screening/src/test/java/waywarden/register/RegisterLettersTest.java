package waywarden.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterLettersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "three hundred and fifty minutes | 350 min",
                "twelve thousand five hundred | 12,500",
                "12.500 | 12 500",
                "twenty-four | 24",
                "two million three thousand | 2003000",
                "３５０ | 350",
                "٣٥٠ | 350",
                "三百五十 | 350",
                "二〇二六 | 2026",
                "三点五 | 3.5",
                "百分之十五 | 15 %",
                "百分之15 | 15%",
                "3万 | 30000",
                "5千克 | 5 kg",
                "85 degrees Celsius | 85 °C",
                "2.4 micrometres | 2.4 µm",
                "раураl | paypal",
                "HOT\u200bEL | hotel",
                "rnodern | modern",
                "f1lm | film",
                "數據 | 数据",
                "and one hundred and | and 100",
            })
    void foldsAlike(String one, String other) {
        assertThat(letters(one)).isEqualTo(letters(other));
    }

    @Test
    void aLineBreakWithinAWordMakesNoDifference() {
        assertThat(letters("the cool-\ning line")).isEqualTo(letters("the cooling line"));
    }

    @ParameterizedTest
    @CsvSource({"350,530", "film,foam", "one,two", "三百,三千", "coating,coatings", "second thoughts,s thoughts"})
    void keepsApart(String one, String other) {
        assertThat(letters(one)).isNotEqualTo(letters(other));
    }

    @Test
    void everyLetterKnowsWhereItComesFrom() {
        Random random = new Random(3);
        String alphabet = "ab1, 零百三点万rnvvclАé\u0301％%\u200b\uD83D\uDE00one hundred and ";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--)
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            RegisterLetters letters = RegisterLetters.of(text.toString());
            for (int i = 0; i < letters.length(); i++) {
                assertThat(letters.letter(i)).isPositive();
                assertThat(letters.start(i)).isBetween(0, letters.end(i) - 1);
                assertThat(letters.end(i)).isLessThanOrEqualTo(text.length());
            }
        }
    }

    private static String letters(String text) {
        RegisterLetters letters = RegisterLetters.of(text);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) all.appendCodePoint(letters.letter(i));
        return all.toString();
    }
}
