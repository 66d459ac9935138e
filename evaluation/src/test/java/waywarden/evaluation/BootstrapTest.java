package waywarden.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    /// Of 100 draws of a share of one half the spread is 0.05, so that the interval is about 0.5 ± 0.098.
    @Test
    void givesAnIntervalOfTheWidthTheTheoryExpects() {
        List<Outcome> outcomes = coins(100, false);
        Estimate estimate = accuracy(outcomes);
        assertThat(estimate.value()).isEqualTo(0.5);
        assertThat(estimate.low()).isCloseTo(0.402, within(0.02));
        assertThat(estimate.high()).isCloseTo(0.598, within(0.02));
    }

    /// Halves that always agree count as one draw: the interval widens by the root of two.
    @Test
    void drawsPairsWhole() {
        Estimate single = accuracy(coins(100, false));
        Estimate paired = accuracy(coins(100, true));
        double widening = (paired.high() - paired.low()) / (single.high() - single.low());
        assertThat(widening).isCloseTo(Math.sqrt(2), within(0.15));
    }

    @Test
    void givesTheSameIntervalForTheSameSeed() {
        assertThat(Bootstrap.estimates(coins(40, true), 7, 200))
                .isEqualTo(Bootstrap.estimates(coins(40, true), 7, 200))
                .isNotEqualTo(Bootstrap.estimates(coins(40, true), 8, 200));
    }

    @Test
    void interpolatesBetweenOrderStatistics() {
        assertThat(Bootstrap.quantile(new double[] {1, 2, 3, 4}, 0.5)).isEqualTo(2.5);
        assertThat(Bootstrap.quantile(new double[] {1, 2, 3, 4}, 0.025)).isCloseTo(1.075, within(1e-12));
    }

    private static Estimate accuracy(List<Outcome> outcomes) {
        return Objects.requireNonNull(Bootstrap.estimates(outcomes, 3, 2_000).get(Measure.ACCURACY));
    }

    /// Approaches of which half are seen; in pairs, both halves are seen or neither.
    private static List<Outcome> coins(int count, boolean inPairs) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String pair = inPairs ? "c" + (i ^ 1) : null;
            Labelled labelled = Samples.labelled("c" + i, pair, true, "en", List.of("x"));
            boolean seen = inPairs ? (i / 2) % 2 == 0 : i % 2 == 0;
            outcomes.add(Samples.outcome(labelled, seen ? 1 : 0));
        }
        return outcomes;
    }
}
