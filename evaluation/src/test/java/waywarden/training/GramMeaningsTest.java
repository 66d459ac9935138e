package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waywarden.conversation.Speaker;
import waywarden.training.Meanings.Meaning;
import waywarden.training.Rows.Row;

class GramMeaningsTest {

    private static final int DIMENSIONS = 2 * Meanings.EACH;

    private static Row row(int language, int direction, float length) {
        float[] values = new float[Meanings.EACH];
        values[direction] = length;
        return new Row(
                0,
                0,
                Speaker.CONTACT,
                new int[0],
                new int[0],
                new int[0],
                new int[0],
                0,
                Set.of(),
                true,
                false,
                1,
                new Meaning(language, values));
    }

    @Test
    void aGramMeansWhatTheMessagesWithItMean() {
        // Gram 0 stands in all of the first kind and 1 in half of them, gram 2 in the second kind, gram 3 in both
        // languages.
        List<Row> rows = new ArrayList<>();
        List<int[]> own = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(row(0, 0, 1));
            own.add(i % 2 == 0 ? new int[] {0, 1} : new int[] {0, 3});
            rows.add(row(0, 1, 1));
            own.add(new int[] {2});
            rows.add(row(1, 0, 1));
            own.add(new int[] {3});
        }
        GramMeanings meanings = GramMeanings.of(rows, own.toArray(int[][]::new), 4, DIMENSIONS);
        assertThat(cosine(meanings.of(0), meanings.of(1))).isCloseTo(1, within(1e-6));
        assertThat(cosine(meanings.of(0), meanings.of(2))).isCloseTo(0, within(1e-6));
        assertThat(length(meanings.of(1))).as("the rarer is longer").isGreaterThan(length(meanings.of(0)));
        assertThat(length(meanings.of(3))).as("of two languages").isZero();
    }

    private static double length(float[] vector) {
        double squares = 0;
        for (float x : vector) squares += (double) x * x;
        return Math.sqrt(squares);
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int d = 0; d < a.length; d++) dot += (double) a[d] * b[d];
        return dot / (length(a) * length(b));
    }
}
