package waywarden.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import waywarden.phase.PhaseModel.Sighting;

class CourseSoFarTest {

    private static CourseSoFar after(List<Double> logOdds) {
        CourseSoFar course = CourseSoFar.nothing(1);
        for (double odds : logOdds) {
            course = course.and(new Sighting(new double[0], 0.5, 10, new short[] {CourseSoFar.reading(odds)}));
        }
        return course;
    }

    @Test
    void contrastIsTheMeanOfTheThreeStrongestAboveTheMeanOfAll() {
        Random random = new Random(7);
        for (int n = 4; n < 60; n++) {
            List<Double> odds = new ArrayList<>();
            for (int i = 0; i < n; i++) odds.add(random.nextInt(-72, 40) / 8.0);
            double all = odds.stream().mapToDouble(x -> x).average().orElseThrow();
            double most = odds.stream()
                    .sorted(Comparator.reverseOrder())
                    .limit(3)
                    .mapToDouble(x -> x)
                    .average()
                    .orElseThrow();
            assertThat(after(odds).contrast(0)).isCloseTo(most - all, within(1e-9));
        }
    }

    @Test
    void theOrderOfMessagesDoesNotCount() {
        List<Double> odds = new ArrayList<>(List.of(-3.0, 2.0, -1.5, 0.25, 4.0, -6.0, 4.0, 1.0));
        CourseSoFar forwards = after(odds);
        Collections.reverse(odds);
        assertThat(after(odds)).isEqualTo(forwards);
    }

    @Test
    void nothingStandsOutOfThreeMessagesOrFewer() {
        assertThat(after(List.of(5.0)).contrast(0)).isZero();
        assertThat(after(List.of(5.0, -5.0, 1.0)).contrast(0)).isZero();
        assertThat(after(List.of(5.0, -5.0, 1.0, -5.0)).contrast(0)).isPositive();
    }

    @Test
    void theWorkersMessagesChangeNothing() {
        CourseSoFar before = after(List.of(1.0, 2.0));
        assertThat(before.and(Sighting.ofWorker(new double[0]))).isEqualTo(before);
    }

    @Test
    void readingsAreKeptToAnEighthAndBounded() {
        assertThat(CourseSoFar.reading(0.26)).isEqualTo((short) 2);
        assertThat(CourseSoFar.reading(Double.NEGATIVE_INFINITY)).isEqualTo((short) -96);
        assertThat(CourseSoFar.reading(1e9)).isEqualTo((short) 96);
    }
}
