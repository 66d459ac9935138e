package waywarden.training;

import java.util.Locale;
import waywarden.evaluation.Lbfgs;

/// A logistic regression held by a quadratic penalty, whose bias goes free.
final class LogisticFit {

    private static final double ENOUGH = 1e-6;
    private static final int STEPS = 200;

    private LogisticFit() {}

    /// @param rows   features, one row at least
    /// @param yes    the label of each row
    /// @param counts how much each row counts
    /// @param hold   the penalty
    /// @return one weight a feature, then the bias
    static double[] of(double[][] rows, boolean[] yes, double[] counts, double hold) {
        return Lbfgs.minimise(
                (point, gradient) -> loss(rows, yes, counts, hold, point, gradient),
                new double[rows[0].length + 1],
                ENOUGH,
                STEPS);
    }

    private static double loss(
            double[][] rows, boolean[] yes, double[] counts, double hold, double[] point, double[] gradient) {
        int size = point.length - 1;
        double loss = 0;
        gradient[size] = 0;
        for (int f = 0; f < size; f++) {
            loss += hold / 2 * point[f] * point[f];
            gradient[f] = hold * point[f];
        }
        for (int i = 0; i < rows.length; i++) {
            double score = point[size];
            for (int f = 0; f < size; f++) score += point[f] * rows[i][f];
            loss += counts[i] * HeadTraining.logistic(yes[i] ? score : -score);
            double slope = counts[i] * (1 / (1 + Math.exp(-score)) - (yes[i] ? 1 : 0));
            gradient[size] += slope;
            for (int f = 0; f < size; f++) gradient[f] += slope * rows[i][f];
        }
        return loss;
    }

    /// Four significant figures: readable, and far finer than any fit.
    static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.4g", value));
    }
}
