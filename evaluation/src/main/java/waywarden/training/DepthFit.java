package waywarden.training;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.phase.CourseSoFar;
import waywarden.phase.PhaseBelief;
import waywarden.phase.PhaseModel;
import waywarden.phase.PhaseModel.Depth;
import waywarden.phase.PhaseModel.Sign;
import waywarden.phase.PhaseModel.Stage;
import waywarden.phase.PhaseModel.State;

/// Fits how far an approach has come: logistic regressions of the phase reached so far on the
/// filter's belief and on the readings of the phases' heads, by models that were not fitted on the
/// conversations.
final class DepthFit {

    /// Found on folds of the corpus: 1 to 10 differ by less than their error.
    private static final double HOLD = 3;

    private static final List<String> HEADS = List.of("phase-1", "phase-2", "phase-3");

    /// Where an approach stood after one message.
    ///
    /// @param reached the deepest phase so far, 1 to 3
    /// @param weight  how much it counts
    record Stood(State state, int reached, double weight) {}

    private DepthFit() {}

    /// @param contrasts heads in the order of the courses' contrasts
    /// @return null where nothing can be learnt
    static @Nullable Depth fit(List<String> contrasts, List<Stood> stood) {
        if (stood.isEmpty() || !contrasts.containsAll(HEADS)) return null;
        return new Depth(stage(contrasts, stood, 2), stage(contrasts, stood, 3));
    }

    private static Stage stage(List<String> contrasts, List<Stood> stood, int phase) {
        Standardised standard = Standardised.of(
                stood.stream().map(one -> features(contrasts, one.state, phase)).toArray(double[][]::new));
        int size = standard.mean().length;
        boolean[] reached = new boolean[stood.size()];
        double[] counts = new double[stood.size()];
        for (int i = 0; i < reached.length; i++) {
            reached[i] = stood.get(i).reached >= phase;
            counts[i] = stood.get(i).weight;
        }
        double[] best = standard.undone(LogisticFit.of(standard.rows(), reached, counts, HOLD));
        List<Sign> signs = new ArrayList<>();
        for (int h = 0; h < HEADS.size(); h++) {
            int at = 1 + 3 * h;
            signs.add(new Sign(
                    HEADS.get(h),
                    LogisticFit.rounded(best[at]),
                    LogisticFit.rounded(best[at + 1]),
                    LogisticFit.rounded(best[at + 2])));
        }
        return new Stage(LogisticFit.rounded(best[size]), LogisticFit.rounded(best[0]), signs);
    }

    private static double[] features(List<String> contrasts, State state, int phase) {
        PhaseBelief filter = state.filter();
        CourseSoFar course = state.course();
        double[] features = new double[1 + 3 * HEADS.size()];
        features[0] = phase == 2
                ? PhaseModel.logOdds(filter.trust() + filter.exploitation(), filter.contact())
                : PhaseModel.logOdds(filter.exploitation(), filter.contact() + filter.trust());
        for (int h = 0; h < HEADS.size(); h++) {
            int contrast = contrasts.indexOf(HEADS.get(h));
            features[1 + 3 * h] = course.first(contrast);
            features[2 + 3 * h] = course.strongest(contrast);
            features[3 + 3 * h] = course.usual(contrast);
        }
        return features;
    }
}
