package waywarden.training;

import java.util.Arrays;

/// Fits which meaning tells approaches from look-alikes: a logistic regression held by a quadratic penalty.
final class MeaningFit {

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
        double[][] rows = Arrays.stream(meant)
                .map(row -> Arrays.stream(row).map(x -> x * scale).toArray())
                .toArray(double[][]::new);
        double[] best = LogisticFit.of(rows, approach, counts, shrink);
        return Arrays.stream(best, 0, size).map(weight -> weight * scale).toArray();
    }
}
