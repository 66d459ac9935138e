package waywarden.evaluation;

import java.util.Arrays;
import java.util.List;

/// Logistic regression with an L2 penalty on the weights and none on the intercept: minimises
/// |w|²/2 + C Σ cᵢ ln(1 + e^(-yᵢ(w·xᵢ + b))). The weights cᵢ make both classes count alike.
/// Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd ed., section 4.4.
public final class LogisticRegression {

    private static final double TOLERANCE = 1e-5;
    private static final int MOST_STEPS = 500;

    private final double[] weights;
    private final double intercept;

    private LogisticRegression(double[] weights, double intercept) {
        this.weights = weights;
        this.intercept = intercept;
    }

    /// @param columns  one more than the highest column of any row
    /// @param c        the higher, the closer to the data; positive
    /// @param balanced whether each class counts for half, whatever its share
    static LogisticRegression fit(
            List<SparseVector> rows, boolean[] positive, int columns, double c, boolean balanced) {
        if (rows.size() != positive.length) throw new IllegalArgumentException("one label a row");
        double[] costs = costs(positive, c, balanced);
        // The intercept is the last coordinate.
        double[] solution = Lbfgs.minimise(
                (point, gradient) -> objective(rows, positive, costs, point, gradient),
                new double[columns + 1],
                TOLERANCE,
                MOST_STEPS);
        return new LogisticRegression(Arrays.copyOf(solution, columns), solution[columns]);
    }

    private static double[] costs(boolean[] positive, double c, boolean balanced) {
        int positives = 0;
        for (boolean one : positive) if (one) positives++;
        int negatives = positive.length - positives;
        boolean weigh = balanced && positives > 0 && negatives > 0;
        double[] costs = new double[positive.length];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = weigh ? c * positive.length / (2.0 * (positive[i] ? positives : negatives)) : c;
        }
        return costs;
    }

    private static double objective(
            List<SparseVector> rows, boolean[] positive, double[] costs, double[] point, double[] gradient) {
        int last = point.length - 1;
        double value = 0;
        for (int j = 0; j < last; j++) {
            value += point[j] * point[j] / 2;
            gradient[j] = point[j];
        }
        gradient[last] = 0;
        for (int i = 0; i < costs.length; i++) {
            SparseVector row = rows.get(i);
            double sign = positive[i] ? 1 : -1;
            double margin = sign * (row.dot(point) + point[last]);
            value += costs[i] * softplus(-margin);
            double slope = -costs[i] * sign * sigmoid(-margin);
            row.addTo(gradient, slope);
            gradient[last] += slope;
        }
        return value;
    }

    double probability(SparseVector row) {
        return sigmoid(row.dot(weights) + intercept);
    }

    double weight(int column) {
        return weights[column];
    }

    double intercept() {
        return intercept;
    }

    static double sigmoid(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
    }

    /// ln(1 + e^x) without overflow.
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
