package waywarden.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import waywarden.phase.PhaseModel.Calibration;
import waywarden.phase.PhaseModel.Contrast;
import waywarden.phase.PhaseModel.Course;
import waywarden.phase.PhaseModel.Evidence;
import waywarden.phase.PhaseModel.Parameters;
import waywarden.phase.PhaseModel.Sighting;
import waywarden.phase.PhaseModel.State;

class PhaseModelTest {

    private static final PhaseModel MODEL = new PhaseModel(new Parameters(
            0.2,
            0.01,
            0.1,
            0.02,
            0.1,
            0.01,
            100,
            new Course(1, 1, 1),
            List.of(new Contrast("P3-01", 0.5)),
            Calibration.NONE,
            null,
            List.of(
                    new Evidence("friendly", List.of("P1-01"), 2, 0.5, 0),
                    new Evidence("asks", List.of("P3-01"), -1, 0, 4),
                    new Evidence("open", List.of("C-01"), -3, -3, -3))));

    private static State after(State state, double friendly, double asks, double open) {
        return MODEL.step(state, Sighting.ofWorker(new double[] {friendly, asks, open}), Duration.ofHours(1));
    }

    @Test
    void beginsWithThePrior() {
        assertThat(MODEL.start().filter().approach()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void aMessageThatShowsNothingMovesTheBeliefOnlyByTheChancesOfMoving() {
        double after = after(MODEL.start(), 0, 0, 0).filter().approach();
        assertThat(after).isCloseTo(0.2 * 0.99 + 0.8 * 0.01, within(1e-12));
    }

    @Test
    void evidenceOfAPhaseMovesTheBeliefToIt() {
        State state = after(MODEL.start(), 0, 0, 0);
        for (int i = 0; i < 3; i++) state = after(state, 0, 1, 0);
        assertThat(state.filter().held()).isEqualTo(Phase.EXPLOITATION);
    }

    @Test
    void theSameActAgainIsWorthLess() {
        double[] once = PhaseModel.gains(new double[] {0}, new double[] {1});
        double[] again = PhaseModel.gains(new double[] {1}, new double[] {1});
        assertThat(again[0]).isLessThan(once[0] / 2).isPositive();
    }

    @Test
    void whatWasSeenFadesByHalfInAHalfLife() {
        assertThat(MODEL.faded(new double[] {1}, Duration.ofDays(100))[0]).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void counterEvidenceLowersTheBelief() {
        State raised = after(MODEL.start(), 1, 0, 0);
        assertThat(after(raised, 0, 0, 1).filter().approach())
                .isLessThan(raised.filter().approach());
    }

    @Test
    void theCourseDoesNotCountLength() {
        // The same weight per gram over four times as many grams counts twice, not four times.
        double some = CourseSoFar.words(10, 1_000_000);
        assertThat(CourseSoFar.words(40, 4_000_000)).isCloseTo(2 * some, within(1e-3 * some));
    }

    @Test
    void beliefsStayProbabilitiesWhateverIsSeen() {
        Random random = new Random(7);
        State state = MODEL.start();
        for (int i = 0; i < 20_000; i++) {
            double[] acts = {random.nextDouble(), random.nextDouble(), random.nextInt(50) == 0 ? 1 : 0};
            Sighting sighting = new Sighting(
                    acts, random.nextGaussian() * 1e6, random.nextInt(500), new short[] {(short) random.nextInt(-90, 90)
                    });
            state = MODEL.step(state, sighting, Duration.ofSeconds(random.nextInt(10_000_000)));
            PhaseBelief belief = state.filter();
            assertThat(belief.none() + belief.contact() + belief.trust() + belief.exploitation())
                    .isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void calibrationKeepsTheSharesOfThePhases() {
        PhaseBelief set = new Calibration(2, -1).of(new PhaseBelief(0.5, 0.1, 0.1, 0.3));
        assertThat(set.approach()).isCloseTo(1 / (1 + Math.E), within(1e-12));
        assertThat(set.exploitation() / set.contact()).isCloseTo(3, within(1e-9));
    }
}
