package waywarden.evaluation;

import java.util.Arrays;

/// Chooses, on conversations that were learnt from, the score from which on to act.
final class Thresholds {

    private Thresholds() {}

    /// The threshold with the highest macro F1, half-way between two scores that occur; the lowest of equals.
    static double best(double[] scores, boolean[] positive) {
        double[] sorted = Arrays.stream(scores).distinct().sorted().toArray();
        double best = sorted.length == 0 ? 0.5 : sorted[0];
        double bestF1 = macroF1(scores, positive, best);
        for (int i = 1; i < sorted.length; i++) {
            double candidate = (sorted[i - 1] + sorted[i]) / 2;
            double f1 = macroF1(scores, positive, candidate);
            if (f1 > bestF1) {
                best = candidate;
                bestF1 = f1;
            }
        }
        return best;
    }

    private static double macroF1(double[] scores, boolean[] positive, double threshold) {
        Confusion confusion = new Confusion(2);
        for (int i = 0; i < scores.length; i++) confusion.add(positive[i] ? 1 : 0, scores[i] >= threshold ? 1 : 0);
        return confusion.macroF1();
    }
}
