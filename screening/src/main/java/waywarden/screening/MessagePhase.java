package waywarden.screening;

import java.util.List;
import waywarden.phase.Phase;
import waywarden.phase.PhaseBelief;
import waywarden.phase.PhaseModel;

/// Tells what a contact's message does on the whole: a multinomial logistic regression on how the heads of the phases
/// read it and on what is believed of the conversation it stands in. The same words do another thing in an approach
/// than outside of one.
///
/// @param weights for each phase from 0 to 3 a bias and one weight for each of [#features]
public record MessagePhase(List<List<Double>> weights) {

    public MessagePhase {
        weights = weights.stream().map(List::copyOf).toList();
    }

    /// What tells of a message.
    ///
    /// @param odds   log-odds of the heads of phase 1, 2 and 3, at these places
    /// @param belief after the message
    public static double[] features(double[] odds, PhaseBelief belief) {
        double approach = PhaseModel.logOdds(belief.approach(), belief.none());
        return new double[] {
            odds[1],
            odds[2],
            odds[3],
            approach,
            PhaseModel.logOdds(belief.trust() + belief.exploitation(), belief.contact()),
            PhaseModel.logOdds(belief.exploitation(), belief.contact() + belief.trust()),
            odds[1] * approach,
            odds[2] * approach,
            odds[3] * approach
        };
    }

    /// The most probable one.
    public Phase of(double[] odds, PhaseBelief belief) {
        double[] features = features(odds, belief);
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int phase = 0; phase < weights.size(); phase++) {
            List<Double> of = weights.get(phase);
            double score = of.getFirst();
            for (int i = 0; i < features.length; i++) score += of.get(i + 1) * features[i];
            if (score > most) {
                most = score;
                best = phase;
            }
        }
        return Phase.values()[best];
    }
}
