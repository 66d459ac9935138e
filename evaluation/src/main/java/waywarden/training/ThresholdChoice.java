package waywarden.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import waywarden.evaluation.Labelled;
import waywarden.phase.PhaseBelief;
import waywarden.screening.ScreeningModel.Thresholds;

/// Chooses from which probability on the person is told what: `verify` where the corpus is told apart best, `alarm`
/// so that ordinary conversations stay quiet.
final class ThresholdChoice {

    private static final double SURE = 0.9;

    private ThresholdChoice() {}

    /// @param beliefs after each message of each conversation of the corpus, by models not fitted on it
    /// @param quiet   what an alarm has to take so that ordinary conversations raise none ([Alarms])
    static Thresholds choose(List<Labelled> corpus, List<List<PhaseBelief>> beliefs, double quiet) {
        double[] ends = new double[corpus.size()];
        for (int c = 0; c < ends.length; c++) ends[c] = beliefs.get(c).getLast().approach();
        boolean[] approach = new boolean[ends.length];
        for (int c = 0; c < ends.length; c++) approach[c] = corpus.get(c).approach();
        double verify = apart(approach, ends);
        double stop = Math.max(verify, SURE);
        double notice = Math.min(0.5, verify);
        double alarm = Math.max(verify, quiet);
        return new Thresholds(rounded(notice), rounded(verify), rounded(alarm), rounded(stop));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /// The threshold nearest to even of those that do as well as the best, by two standard errors of its macro F1: what
    /// the best itself gains may be chance.
    static double apart(boolean[] approach, double[] said) {
        int first = 20;
        double[] f1 = IntStream.rangeClosed(first, 98)
                .mapToDouble(step -> macroF1(approach, said, step / 100.0))
                .toArray();
        double best = Arrays.stream(f1).max().orElse(0);
        double enough = best - 2 * Math.sqrt(best * (1 - best) / said.length);
        return IntStream.range(0, f1.length)
                .filter(i -> f1[i] >= enough)
                .map(i -> first + i)
                .boxed()
                .min(Comparator.comparingInt((Integer step) -> Math.abs(step - 50))
                        .thenComparing(step -> step))
                .map(step -> step / 100.0)
                .orElse(0.5);
    }

    private static double macroF1(boolean[] approach, double[] said, double threshold) {
        int[] counts = new int[4];
        for (int c = 0; c < said.length; c++) {
            counts[(approach[c] ? 2 : 0) + (said[c] >= threshold ? 1 : 0)]++;
        }
        return (f1(counts[3], counts[1], counts[2]) + f1(counts[0], counts[2], counts[1])) / 2;
    }

    private static double f1(int hit, int wrong, int missed) {
        return hit == 0 ? 0 : 2.0 * hit / (2 * hit + wrong + missed);
    }
}
