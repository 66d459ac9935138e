package waywarden.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static waywarden.evaluation.Samples.alarmed;
import static waywarden.evaluation.Samples.ofLength;
import static waywarden.evaluation.Samples.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MeasureTest {

    private static final Offset<Double> EXACTLY = within(1e-12);

    @Test
    void countsTiesAsHalfInTheAreaUnderTheCurve() {
        assertThat(Ranking.auc(new double[] {0.35, 0.8}, new double[] {0.1, 0.4}))
                .isEqualTo(0.75);
        assertThat(Ranking.auc(new double[] {0.5, 0.5}, new double[] {0.5})).isEqualTo(0.5);
        assertThat(Ranking.auc(new double[] {0.3, 0.3, 0.9}, new double[] {0.3, 0.1}))
                .isCloseTo(5.0 / 6, EXACTLY);
        assertThat(Ranking.auc(new double[] {}, new double[] {1})).isNaN();
    }

    @Test
    void computesF1OfEachClassAndTheirMean() {
        // Truth 0 1 2 0 1 2, read 0 2 1 0 0 1: F1 0.8, 0, 0.
        Confusion confusion = new Confusion(3);
        int[] truth = {0, 1, 2, 0, 1, 2};
        int[] read = {0, 2, 1, 0, 0, 1};
        for (int i = 0; i < truth.length; i++) confusion.add(truth[i], read[i]);
        assertThat(confusion.f1(0)).isCloseTo(0.8, EXACTLY);
        assertThat(confusion.macroF1()).isCloseTo(0.8 / 3, EXACTLY);
        assertThat(confusion.accuracy()).isCloseTo(1.0 / 3, EXACTLY);
    }

    @Test
    void leavesClassesThatNeverOccurOutOfTheMean() {
        Confusion confusion = new Confusion(4);
        confusion.add(0, 0);
        confusion.add(1, 1);
        assertThat(confusion.macroF1()).isEqualTo(1);
    }

    @Test
    void losesHalfTheWorthOfAnAlarmAtTheOthMessage() {
        assertThat(Earliness.latencyCost(5, 5)).isCloseTo(0.5, EXACTLY);
        assertThat(Earliness.latencyCost(1, 5)).isCloseTo(1 - 1 / (1 + Math.exp(-4)), EXACTLY);
    }

    @Test
    void averagesTheErrorsOfEarlyRiskDetection() {
        List<Outcome> outcomes = List.of(
                alarmed(ofLength("hit", true, 10, null), 4),
                alarmed(ofLength("missed", true, 10, null), null),
                alarmed(ofLength("false alarm", false, 10, null), 0),
                alarmed(ofLength("quiet", false, 10, null), null));
        // The right alarm comes with the 5th message: 1/2; missed 1; false alarm costs the share of approaches.
        assertThat(Earliness.erde(outcomes, 5)).isCloseTo((0.5 + 1 + 0.5 + 0) / 4, EXACTLY);
    }

    @Test
    void setsThePenaltyToHalfAtTheMedianLength() {
        List<Outcome> outcomes = List.of(
                alarmed(ofLength("a", true, 9, null), null),
                alarmed(ofLength("b", true, 11, null), null),
                alarmed(ofLength("c", false, 30, null), null));
        double p = Earliness.steepness(outcomes);
        assertThat(p).isCloseTo(0.110, within(0.0005));
        assertThat(Earliness.penalty(p, 11)).isCloseTo(0.5, EXACTLY);
        assertThat(Earliness.penalty(p, 1)).isEqualTo(0);
    }

    @Test
    void weighsF1BySpeed() {
        List<Outcome> outcomes = List.of(
                alarmed(ofLength("median", true, 11, null), 10),
                alarmed(ofLength("missed", true, 11, null), null),
                alarmed(ofLength("quiet", false, 11, null), null));
        // Precision 1, recall 1/2: F1 2/3; the one right alarm comes at the median length: speed 1/2.
        assertThat(Measure.ALARM_F1.of(outcomes)).isCloseTo(2.0 / 3, EXACTLY);
        assertThat(Measure.LATENCY_F1.of(outcomes)).isCloseTo(1.0 / 3, EXACTLY);
    }

    @Test
    void countsAnAlarmAsEarlyUpToTwoMessagesAfterTheFirstSign() {
        List<Outcome> outcomes = List.of(
                alarmed(ofLength("at", true, 12, 4), 4),
                alarmed(ofLength("two after", true, 12, 4), 6),
                alarmed(ofLength("three after", true, 12, 4), 7),
                alarmed(ofLength("never", true, 12, 4), null),
                alarmed(ofLength("no fair sign", true, 12, null), 0));
        assertThat(Measure.BY_FIRST_SIGN.of(outcomes)).isEqualTo(0.25);
        assertThat(Measure.SOON_AFTER_SIGN.of(outcomes)).isEqualTo(0.5);
    }

    @Test
    void decidesAfterTheFirstMessagesByTheScoreOfThatMoment() {
        List<Outcome> outcomes = List.of(
                outcome(ofLength("late", true, 5, null), 0, 0, 0, 0, 1),
                outcome(ofLength("calmed down", false, 5, null), 1, 1, 1, 0, 0),
                outcome(ofLength("short", true, 2, null), 0, 1));
        assertThat(Measure.AFTER_3.of(outcomes)).isCloseTo(0.25, EXACTLY);
        assertThat(Measure.AFTER_5.of(outcomes)).isEqualTo(1);
    }

    @Test
    void measuresTheGapBetweenSaidAndWasInTenBins() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 10; i++) outcomes.add(outcome(ofLength("low" + i, i < 3, 1, null), 0.15));
        for (int i = 0; i < 10; i++) outcomes.add(outcome(ofLength("top" + i, i < 9, 1, null), 1.0));
        assertThat(Calibration.error(outcomes)).isCloseTo(0.5 * 0.15 + 0.5 * 0.1, EXACTLY);
        assertThat(Calibration.bins(outcomes).get(1).conversations()).isEqualTo(10);
        assertThat(Calibration.bins(outcomes).get(9).were()).isCloseTo(0.9, EXACTLY);
    }

    @Test
    void givesTheExactIntervalsOfTheTables() {
        assertInterval(Estimate.share(0, 100), 0, 0.0362167);
        assertInterval(Estimate.share(5, 100), 0.0164319, 0.1128349);
        assertInterval(Estimate.share(10, 20), 0.2719578, 0.7280422);
        assertInterval(Estimate.share(100, 100), 0.9637833, 1);
        assertThat(Estimate.share(0, 0).defined()).isFalse();
    }

    private static void assertInterval(Estimate estimate, double low, double high) {
        assertThat(estimate.low()).isCloseTo(low, within(1e-6));
        assertThat(estimate.high()).isCloseTo(high, within(1e-6));
    }

    @Test
    void measuresPhasesOfTheContactsMessagesOnly() {
        Labelled labelled = Samples.labelled("a", null, true, "en", List.of("x", "y", "x"));
        Reading reading = new Reading(1, 0, 2, List.of(1.0, 1.0, 1.0), List.of(1, 3, 2));
        List<Outcome> outcomes = List.of(new Outcome(labelled, reading, 0.5));
        // Truth 1 and 1, read 1 and 2: F1 2/3 and 0; the worker's message does not count.
        assertThat(Measure.PHASE_F1.of(outcomes)).isCloseTo(1.0 / 3, EXACTLY);
        assertThat(Measure.REACHED_ACCURACY.of(outcomes)).isEqualTo(0);
    }

    @Test
    void saysNothingOfRankingWhereOneClassIsMissing() {
        List<Outcome> outcomes = List.of(alarmed(ofLength("a", true, 3, 1), 0));
        assertThat(Set.of(Measure.AUC, Measure.MACRO_F1, Measure.ERDE_5, Measure.LATENCY_F1))
                .allSatisfy(measure -> assertThat(measure.of(outcomes)).isNaN());
        assertThat(Measure.ACCURACY.of(outcomes)).isEqualTo(1);
    }
}
