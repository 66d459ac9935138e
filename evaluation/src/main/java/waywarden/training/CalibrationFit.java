package waywarden.training;

import java.util.List;
import waywarden.evaluation.Labelled;
import waywarden.evaluation.Lbfgs;
import waywarden.phase.PhaseModel.Calibration;
import waywarden.phase.PhaseModel.State;

/// Fits how sure the phase model may be: a logistic regression of the labels on the log-odds of an approach at the
/// end, from models that were not fitted on the conversations.
final class CalibrationFit {

    private CalibrationFit() {}

    /// @param stood after each message of each conversation; those beyond the corpus are left out
    static Calibration fit(List<Labelled> corpus, List<List<State>> stood) {
        double[] ends = new double[corpus.size()];
        for (int c = 0; c < ends.length; c++) {
            double said = stood.get(c).getLast().filter().approach();
            ends[c] = Math.log((said + 1e-9) / (1 - said + 1e-9));
        }
        double[] best = Lbfgs.minimise(
                (point, gradient) -> {
                    double loss = 0;
                    gradient[0] = 0;
                    gradient[1] = 0;
                    for (int c = 0; c < ends.length; c++) {
                        boolean approach = corpus.get(c).approach();
                        double score = point[0] * ends[c] + point[1];
                        loss += Math.log1p(Math.exp(approach ? -score : score));
                        double slope = 1 / (1 + Math.exp(-score)) - (approach ? 1 : 0);
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
