package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waywarden.phase.CourseSoFar;
import waywarden.phase.PhaseBelief;
import waywarden.phase.PhaseModel;
import waywarden.phase.PhaseModel.Calibration;
import waywarden.phase.PhaseModel.Contrast;
import waywarden.phase.PhaseModel.Course;
import waywarden.phase.PhaseModel.Depth;
import waywarden.phase.PhaseModel.Parameters;
import waywarden.phase.PhaseModel.Sighting;
import waywarden.phase.PhaseModel.State;
import waywarden.training.DepthFit.Stood;

class DepthFitTest {

    private static final List<String> HEADS = List.of("P1-01", "phase-1", "phase-2", "phase-3");

    /// The filter knows nothing; the strongest reading of a phase's head stands out once the phase has been reached.
    private static State state(int reached, Random random) {
        short[] strongest = new short[HEADS.size() * CourseSoFar.STRONGEST];
        int[] sums = new int[HEADS.size()];
        for (int head = 0; head < HEADS.size(); head++) {
            int most = random.nextInt(24) - (head > reached ? 40 : 0);
            for (int i = 0; i < CourseSoFar.STRONGEST; i++) {
                strongest[head * CourseSoFar.STRONGEST + i] = (short) (most - i);
            }
            sums[head] = -300 + random.nextInt(20);
        }
        return new State(
                new PhaseBelief(0.1, 0.3, 0.3, 0.3), new double[0], new CourseSoFar(0, 400, 10, strongest, sums));
    }

    private static List<Stood> stood(Random random) {
        List<Stood> stood = new ArrayList<>();
        for (int i = 0; i < 300; i++) stood.add(new Stood(state(1 + i % 3, random), 1 + i % 3, 1));
        return stood;
    }

    private static PhaseModel model(@Nullable Depth depth) {
        return new PhaseModel(new Parameters(
                0.1,
                0.01,
                0.1,
                0.1,
                0.1,
                0.01,
                100,
                new Course(0, 0, 0),
                HEADS.stream().map(head -> new Contrast(head, 0)).toList(),
                Calibration.NONE,
                depth,
                List.of()));
    }

    @Test
    void aPhaseOnceReachedStaysReached() {
        Depth depth = DepthFit.fit(HEADS, stood(new Random(7)));
        PhaseModel model = model(depth);
        Random other = new Random(8);
        int right = 0;
        for (int i = 0; i < 300; i++) {
            int reached = 1 + i % 3;
            PhaseBelief belief = model.belief(state(reached, other));
            assertThat(belief.approach()).isCloseTo(0.9, within(1e-9));
            if (belief.held().ordinal() == reached) right++;
        }
        assertThat(right).isGreaterThan(285);
    }

    @Test
    void beforeTheContactsFirstMessageTheFilterAloneSpeaks() {
        PhaseModel model = model(DepthFit.fit(HEADS, stood(new Random(7))));
        State start = model.start();
        assertThat(model.belief(start)).isEqualTo(model.plainBelief(start));
        State hers = model.step(start, Sighting.ofWorker(new double[0]), Duration.ZERO);
        assertThat(model.belief(hers)).isEqualTo(model.plainBelief(hers));
    }

    @Test
    void withoutTheHeadsOfThePhasesNothingIsLearnt() {
        assertThat(DepthFit.fit(List.of("P1-01"), stood(new Random(7)))).isNull();
        assertThat(DepthFit.fit(HEADS, List.of())).isNull();
    }
}
