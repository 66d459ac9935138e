package waywarden.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WinnowingTest {

    private static NavigableSet<Integer> chosen(long[] values, int window) {
        TreeSet<Integer> chosen = new TreeSet<>();
        Winnowing.choose(values, values.length, window, chosen::add);
        return chosen;
    }

    @Test
    void everyWindowKeepsOneAndTheSameRunKeepsTheSame() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            int window = 1 + random.nextInt(12);
            long[] values = random.longs(window + random.nextInt(100), 0, 30).toArray();
            NavigableSet<Integer> chosen = chosen(values, window);
            for (int begin = 0; begin + window <= values.length; begin++) {
                assertThat(chosen.subSet(begin, begin + window))
                        .as("window at " + begin)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void keepsAboutTwoInAWindowAndOne() {
        long[] values = new Random(9).longs(100_000).toArray();
        assertThat(chosen(values, 24).size() / 100_000.0).isBetween(0.075, 0.085);
    }

    @Test
    void aLetterRepeatedForEverKeepsOneAWindow() {
        assertThat(chosen(new long[10_000], 25)).hasSizeBetween(390, 410);
    }

    @Test
    void aShortTextKeepsOne() {
        assertThat(chosen(new long[] {5, 3, 4}, 24)).containsExactly(1);
        assertThat(chosen(new long[0], 24)).isEmpty();
    }
}
