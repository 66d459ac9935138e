package waywarden.training;

import java.util.List;
import waywarden.evaluation.Labelled;
import waywarden.evaluation.Lbfgs;
import waywarden.phase.PhaseModel.Calibration;
import waywarden.phase.PhaseModel.State;

/// Fits how sure the phase model may be: a logistic regression of the labels on the log-odds of an approach at the
/// end, from models that were not fitted on the conversations. It is held to changing nothing, so that a few
/// conversations cannot turn it round.
final class CalibrationFit {

    private static final double HOLD = 10;

    private CalibrationFit() {}

    /// @param stood after each message of each conversation; those beyond the corpus are left out
    /// @param balance how much each label counts
    static Calibration fit(List<Labelled> corpus, List<List<State>> stood, Balance balance) {
        double[] ends = new double[corpus.size()];
        for (int c = 0; c < ends.length; c++) {
            double said = stood.get(c).getLast().filter().approach();
            ends[c] = Math.log((said + 1e-9) / (1 - said + 1e-9));
        }
        double[] best = Lbfgs.minimise(
                (point, gradient) -> {
                    double steeper = point[0] - 1;
                    double loss = HOLD / 2 * (steeper * steeper + point[1] * point[1]);
                    gradient[0] = HOLD * steeper;
                    gradient[1] = HOLD * point[1];
                    for (int c = 0; c < ends.length; c++) {
                        boolean approach = corpus.get(c).approach();
                        double score = point[0] * ends[c] + point[1];
                        double weight = balance.of(approach);
                        loss += weight * HeadTraining.logistic(approach ? score : -score);
                        double slope = weight * (1 / (1 + Math.exp(-score)) - (approach ? 1 : 0));
                        gradient[0] += slope * ends[c];
                        gradient[1] += slope;
                    }
                    return loss;
                },
                new double[] {1, 0},
                1e-6,
                100);
        return new Calibration(LogisticFit.rounded(Math.max(0.05, best[0])), LogisticFit.rounded(best[1]));
    }
}
