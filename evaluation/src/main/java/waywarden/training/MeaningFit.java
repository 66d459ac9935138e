package waywarden.training;

import java.util.Arrays;
import waywarden.evaluation.Lbfgs;

/// Fits which meaning tells approaches from look-alikes: a logistic regression held by a quadratic penalty.
final class MeaningFit {

    private static final int STEPS = 60;
    private static final double ENOUGH = 1e-3;

    private MeaningFit() {}

    /// @param meant    what is meant in each conversation, one vector a row, all of one length
    /// @param approach the label of each row
    /// @param counts   how much each row counts
    /// @param shrink   the penalty, for meanings whose root mean square length is 1
    /// @return log-odds for one unit of each number
    static double[] of(double[][] meant, boolean[] approach, double[] counts, double shrink) {
        double squares = 0;
        for (double[] row : meant) for (double x : row) squares += x * x;
        int size = meant.length == 0 ? 0 : meant[0].length;
        if (squares == 0) return new double[size];
        double scale = Math.sqrt(meant.length / squares);
        double[] best = Lbfgs.minimise(
                (w, g) -> loss(meant, scale, approach, counts, shrink, w, g), new double[size + 1], ENOUGH, STEPS);
        return Arrays.stream(best, 0, size).map(weight -> weight * scale).toArray();
    }

    /// The last of the weights is the bias.
    private static double loss(
            double[][] meant,
            double scale,
            boolean[] approach,
            double[] counts,
            double shrink,
            double[] w,
            double[] g) {
        int size = w.length - 1;
        double loss = 0;
        g[size] = 0;
        for (int d = 0; d < size; d++) {
            g[d] = shrink * w[d];
            loss += shrink / 2 * w[d] * w[d];
        }
        for (int i = 0; i < meant.length; i++) {
            double score = w[size];
            for (int d = 0; d < size; d++) score += scale * meant[i][d] * w[d];
            loss += counts[i] * HeadTraining.logistic(approach[i] ? score : -score);
            double slope = counts[i] * (1 / (1 + Math.exp(-score)) - (approach[i] ? 1 : 0));
            for (int d = 0; d < size; d++) g[d] += slope * scale * meant[i][d];
            g[size] += slope;
        }
        return loss;
    }
}
