package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import waywarden.phase.PhaseBelief;
import waywarden.screening.MessagePhase;
import waywarden.training.MessagePhaseFit.Labelled;

class MessagePhaseFitTest {

    private static final PhaseBelief APPROACH = new PhaseBelief(0.05, 0.1, 0.25, 0.6);
    private static final PhaseBelief NONE = new PhaseBelief(0.97, 0.01, 0.01, 0.01);

    /// A request reads the same in both; it is of a phase only where there is an approach.
    private static List<Labelled> messages(Random random) {
        List<Labelled> messages = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            boolean approach = i % 2 == 0;
            int reads = random.nextInt(4);
            double[] odds = new double[4];
            for (int phase = 1; phase <= 3; phase++)
                odds[phase] = -4 + random.nextGaussian() / 2 + (phase <= reads ? 5 : 0);
            messages.add(new Labelled(MessagePhase.features(odds, approach ? APPROACH : NONE), approach ? reads : 0));
        }
        return messages;
    }

    @Test
    void theSameWordsAreOfAPhaseInAnApproachAndOfNoneOutsideOfOne() {
        MessagePhase fitted = MessagePhaseFit.fit(messages(new Random(7)));
        double[] asks = {0, 1, 1, 1};
        double[] befriends = {0, 1, 1, -4};
        double[] chats = {0, -4, -4, -4};
        assertThat(fitted.of(asks, APPROACH).ordinal()).isEqualTo(3);
        assertThat(fitted.of(befriends, APPROACH).ordinal()).isEqualTo(2);
        assertThat(fitted.of(chats, APPROACH).ordinal()).isZero();
        assertThat(fitted.of(asks, NONE).ordinal()).isZero();
    }
}
