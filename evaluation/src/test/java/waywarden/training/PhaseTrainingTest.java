package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import waywarden.phase.PhaseModel.Calibration;
import waywarden.phase.PhaseModel.Course;
import waywarden.phase.PhaseModel.Evidence;
import waywarden.phase.PhaseModel.Parameters;
import waywarden.training.PhaseTraining.Sequence;

class PhaseTrainingTest {

    private static final List<Evidence> KINDS =
            List.of(new Evidence("asks", List.of("P3-01"), 0, 0, 0), new Evidence("open", List.of("C-01"), 0, 0, 0));

    /// Approaches that ask late, and benign conversations that are open; the last gain is the course's.
    private static List<Sequence> sequences() {
        Random random = new Random(5);
        List<Sequence> sequences = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            boolean approach = n % 2 == 0;
            double[][] gains = new double[8][3];
            int[] reached = new int[8];
            for (int t = 0; t < 8; t++) {
                gains[t][0] = approach && t > 4 ? random.nextDouble() : 0;
                gains[t][1] = approach ? 0 : random.nextDouble() / 2;
                gains[t][2] = random.nextGaussian() / 10;
                reached[t] = !approach ? -1 : t > 4 ? 3 : t > 2 ? 2 : 1;
            }
            sequences.add(new Sequence(gains, reached, approach, approach ? 1 : 0.7));
        }
        return sequences;
    }

    @Test
    void theGradientIsThatOfTheLoss() {
        PhaseTraining training = new PhaseTraining(sequences(), 3);
        Random random = new Random(1);
        double[] point = random.doubles(9 + 6, -1, 1).toArray();
        double[] gradient = new double[point.length];
        training.loss(point, gradient);
        double[] ignored = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            double h = 1e-5;
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += h;
            down[i] -= h;
            double slope = (training.loss(up, ignored) - training.loss(down, ignored)) / (2 * h);
            assertThat(gradient[i]).as("parameter " + i).isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
        }
    }

    @Test
    void learnsThatAsksSpeakForExploitationAndOpennessAgainst() {
        Parameters passing =
                new Parameters(0.1, 0, 0, 0, 0, 0, 100, new Course(0, 0, 0), List.of(), Calibration.NONE, null, KINDS);
        Parameters fitted = PhaseTraining.fit(sequences(), passing);
        assertThat(fitted.evidence().get(0).exploit()).isPositive();
        assertThat(fitted.evidence().get(1).contact()).isNegative();
    }

    @Test
    void theCourseIsTakenAtItsWordWhereNothingTellsOtherwise() {
        List<Sequence> mute = sequences().stream()
                .map(sequence ->
                        new Sequence(new double[8][3], sequence.reached(), sequence.approach(), sequence.weight()))
                .toList();
        Parameters passing =
                new Parameters(0.1, 0, 0, 0, 0, 0, 100, new Course(0, 0, 0), List.of(), Calibration.NONE, null, KINDS);
        assertThat(PhaseTraining.fit(mute, passing).course()).isEqualTo(new Course(1, 1, 1));
    }
}
