package waywarden.training;

import java.util.List;
import java.util.Map;
import waywarden.evaluation.Labelled;
import waywarden.phase.PhaseBelief;
import waywarden.screening.ScreeningModel.Thresholds;

/// Chooses from which probability on the person is told what: `verify` where the corpus is told apart
/// best, but never so low that more than one ordinary conversation in a thousand would raise an alarm.
final class ThresholdChoice {

    private ThresholdChoice() {}

    /// @param beliefs after each message of each conversation of the corpus, by models not fitted on it
    /// @param alarms  what ordinary conversations would raise
    /// @param sure    as [SureReadings] finds them
    static Thresholds choose(
            List<Labelled> corpus, List<List<PhaseBelief>> beliefs, Alarms alarms, Map<String, Double> sure) {
        double[] ends = new double[corpus.size()];
        for (int c = 0; c < ends.length; c++) ends[c] = beliefs.get(c).getLast().approach();
        double verify = Math.max(bestF1(corpus, ends), alarms.bound());
        double stop = Math.max(verify, 0.9);
        double notice = Math.min(0.5, verify);
        return new Thresholds(rounded(notice), rounded(verify), rounded(stop), sure);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static double bestF1(List<Labelled> corpus, double[] said) {
        double best = 0.5;
        double most = -1;
        for (int step = 20; step <= 98; step++) {
            double threshold = step / 100.0;
            int[] counts = new int[4];
            for (int c = 0; c < said.length; c++) {
                counts[(corpus.get(c).approach() ? 2 : 0) + (said[c] >= threshold ? 1 : 0)]++;
            }
            double f1 = (f1(counts[3], counts[1], counts[2]) + f1(counts[0], counts[2], counts[1])) / 2;
            if (f1 > most) {
                most = f1;
                best = threshold;
            }
        }
        return best;
    }

    private static double f1(int hit, int wrong, int missed) {
        return hit == 0 ? 0 : 2.0 * hit / (2 * hit + wrong + missed);
    }
}
