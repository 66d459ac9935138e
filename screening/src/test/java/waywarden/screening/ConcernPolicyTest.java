package waywarden.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import waywarden.indicator.Indicator.ReadBy;
import waywarden.phase.PhaseBelief;
import waywarden.screening.ConcernPolicy.Shown;
import waywarden.screening.ScreeningModel.Thresholds;

class ConcernPolicyTest {

    private static final ConcernPolicy POLICY = new ConcernPolicy(new Thresholds(0.5, 0.6, 0.95, 0.9));

    private static Finding finding(String indicator, double strength, ReadBy readBy) {
        return new Finding(indicator, 0, 4, strength, readBy);
    }

    private static Concern concern(double approach, Finding... findings) {
        Shown shown = Shown.NOTHING.and(7, List.of(findings));
        return POLICY.concern(new PhaseBelief(1 - approach, 0, approach, 0), shown);
    }

    @Test
    void aProbabilityAloneRaisesNoMoreThanNotice() {
        assertThat(concern(0.99)).isEqualTo(Concern.NOTICE);
    }

    @Test
    void plainWordsBeyondACordialContactExplainAnAlarm() {
        Finding words = finding("P2-07", 0.4, ReadBy.WORDS);
        assertThat(concern(0.93, words, finding("P1-04", 0.4, ReadBy.MODEL))).isEqualTo(Concern.VERIFY);
        assertThat(concern(0.91, words, finding("P1-04", 0.4, ReadBy.MODEL))).isEqualTo(Concern.NOTICE);
        assertThat(concern(0.97, words)).as("one indicator").isEqualTo(Concern.NOTICE);
        assertThat(concern(0.97, finding("P1-04", 0.4, ReadBy.WORDS), finding("P1-01", 0.4, ReadBy.WORDS)))
                .as("cordial alone")
                .isEqualTo(Concern.NOTICE);
    }

    @Test
    void withoutPlainWordsAnAlarmTakesMore() {
        Finding beyond = finding("P2-07", 0.5, ReadBy.MODEL);
        Finding other = finding("P1-04", 0.4, ReadBy.MODEL);
        assertThat(concern(0.96, beyond, other)).isEqualTo(Concern.VERIFY);
        assertThat(concern(0.94, beyond, other)).isEqualTo(Concern.NOTICE);
        assertThat(concern(0.96, beyond)).as("one indicator").isEqualTo(Concern.NOTICE);
        assertThat(concern(0.96, other, finding("P1-01", 0.4, ReadBy.MODEL)))
                .as("cordial alone")
                .isEqualTo(Concern.NOTICE);
    }

    @Test
    void theMoreSignsTheLessBeliefAnAlarmTakes() {
        Finding[] signs = {
            finding("P2-07", 0.5, ReadBy.MODEL),
            finding("P1-04", 0.4, ReadBy.MODEL),
            finding("P1-05", 0.4, ReadBy.MODEL),
            finding("P0-08", 0.4, ReadBy.MODEL),
            finding("P2-11", 0.4, ReadBy.MODEL),
            finding("P2-03", 0.4, ReadBy.MODEL),
            finding("P2-02", 0.4, ReadBy.MODEL)
        };
        double[] least = new double[signs.length + 1];
        for (int n = 2; n < least.length; n++) {
            Finding[] seen = Arrays.copyOf(signs, n);
            least[n] = IntStream.rangeClosed(1, 99)
                    .mapToDouble(percent -> percent / 100.0)
                    .filter(belief -> concern(belief, seen) == Concern.VERIFY)
                    .findFirst()
                    .orElse(1);
        }
        assertThat(least[2]).isEqualTo(0.95);
        for (int n = 3; n <= 6; n++) assertThat(least[n]).as("%d signs", n).isLessThan(least[n - 1]);
        assertThat(least[7]).as("a seventh").isEqualTo(least[6]);
        assertThat(concern(0.59, Arrays.copyOf(signs, 7)))
                .as("below where they are told apart")
                .isEqualTo(Concern.NOTICE);
    }

    @Test
    void counterIndicatorsAndHerOwnActsAreNoSigns() {
        Finding beyond = finding("P2-07", 0.5, ReadBy.MODEL);
        assertThat(concern(0.99, beyond, finding("C-01", 0.5, ReadBy.WORDS), finding("W-1", 0.5, ReadBy.WORDS)))
                .isEqualTo(Concern.NOTICE);
    }

    @Test
    void exploitationInWordsAtAHighProbabilityIsStop() {
        Finding asks = finding("P3-01", 0.5, ReadBy.WORDS);
        Shown shown = Shown.NOTHING.and(7, List.of(asks, finding("P1-04", 0.4, ReadBy.MODEL)));
        assertThat(POLICY.concern(new PhaseBelief(0.04, 0, 0.1, 0.86), shown)).isEqualTo(Concern.STOP);
        assertThat(POLICY.concern(new PhaseBelief(0.04, 0, 0.6, 0.36), shown)).isEqualTo(Concern.VERIFY);
    }
}
