package waywarden.training;

import java.util.Arrays;

/// Rows of features, each with mean 0 and deviation 1, so that one penalty holds all alike.
///
/// @param rows      as they are to be fitted
/// @param mean      of each feature before
/// @param deviation of each feature before, never 0
record Standardised(double[][] rows, double[] mean, double[] deviation) {

    /// @param features at least one row
    static Standardised of(double[][] features) {
        int size = features[0].length;
        double[] mean = new double[size];
        double[] deviation = new double[size];
        for (int f = 0; f < size; f++) {
            int feature = f;
            mean[f] = Arrays.stream(features)
                    .mapToDouble(row -> row[feature])
                    .average()
                    .orElse(0);
            double centre = mean[f];
            deviation[f] = 1e-6
                    + Math.sqrt(Arrays.stream(features)
                            .mapToDouble(row -> (row[feature] - centre) * (row[feature] - centre))
                            .average()
                            .orElse(0));
        }
        double[][] rows = new double[features.length][size];
        for (int i = 0; i < rows.length; i++) {
            for (int f = 0; f < size; f++) rows[i][f] = (features[i][f] - mean[f]) / deviation[f];
        }
        return new Standardised(rows, mean, deviation);
    }

    /// The weights and the bias, which comes last, for features as they were.
    double[] undone(double[] fitted) {
        double[] undone = fitted.clone();
        for (int f = 0; f < mean.length; f++) {
            undone[f] = fitted[f] / deviation[f];
            undone[mean.length] -= undone[f] * mean[f];
        }
        return undone;
    }
}
