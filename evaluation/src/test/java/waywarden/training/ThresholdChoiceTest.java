package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThresholdChoiceTest {

    /// Approaches are believed at 0.4, look-alikes at 0.1, but for the first `wrong` of each.
    private static double chosen(int conversations, int wrong) {
        boolean[] approach = new boolean[conversations];
        double[] said = new double[conversations];
        for (int c = 0; c < conversations; c++) {
            approach[c] = c % 2 == 0;
            said[c] = approach[c] == c >= 2 * wrong ? 0.4 : 0.1;
        }
        return ThresholdChoice.apart(approach, said);
    }

    @Test
    void manyConversationsMoveTheThresholdNoFurtherThanTheyMust() {
        assertThat(chosen(2_000, 200)).isEqualTo(0.4);
    }

    @Test
    void whatAFewGainByChanceLeavesItEven() {
        boolean[] approach = {true, false, true, false, true, false, true, false};
        double[] said = {0.9, 0.2, 0.8, 0.3, 0.4, 0.1, 0.6, 0.45};
        assertThat(ThresholdChoice.apart(approach, said)).isEqualTo(0.5);
    }
}
