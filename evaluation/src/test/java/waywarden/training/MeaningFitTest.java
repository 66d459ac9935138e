package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeaningFitTest {

    private static final int ROWS = 300;

    @Test
    void whatIsMeantTellsTheClassesApart() {
        Random random = new Random(7);
        double[][] meant = new double[ROWS][3];
        boolean[] approach = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
            for (int d = 0; d < 3; d++) meant[i][d] = 10 * random.nextGaussian();
            approach[i] = meant[i][0] - meant[i][1] > 0;
        }
        double[] counts = new double[ROWS];
        Arrays.fill(counts, 1);
        double[] learnt = MeaningFit.of(meant, approach, counts, 0.1);
        assertThat(10 * learnt[0]).isGreaterThan(1);
        assertThat(10 * learnt[1]).isLessThan(-1);
        assertThat(Math.abs(10 * learnt[2])).isLessThan(0.5);
        double[] held = MeaningFit.of(meant, approach, counts, 1e6);
        assertThat(10 * held[0]).as("held by a great penalty").isLessThan(0.01);
    }

    @Test
    void withoutATeacherNothingIsAdded() {
        assertThat(MeaningFit.of(new double[4][0], new boolean[4], new double[4], 1))
                .isEmpty();
        assertThat(MeaningFit.of(new double[0][0], new boolean[0], new double[0], 1))
                .isEmpty();
        assertThat(MeaningFit.of(new double[4][2], new boolean[4], new double[4], 1))
                .containsOnly(0);
    }
}
