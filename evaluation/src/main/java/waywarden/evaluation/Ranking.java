package waywarden.evaluation;

import java.util.Arrays;

/// How well scores rank approaches above ordinary conversations.
final class Ranking {

    private Ranking() {}

    /// Area under the ROC curve as the Mann-Whitney statistic: the share of pairs of one positive and one
    /// negative in which the positive scores higher, a tie counting half.
    /// Source: Hanley and McNeil, Radiology 143, 1982.
    ///
    /// @return NaN where one of the classes is missing
    static double auc(double[] positives, double[] negatives) {
        if (positives.length == 0 || negatives.length == 0) return Double.NaN;
        double[] sorted = negatives.clone();
        Arrays.sort(sorted);
        double won = 0;
        for (double positive : positives) {
            int below = countBelow(sorted, positive, false);
            int notAbove = countBelow(sorted, positive, true);
            won += below + 0.5 * (notAbove - below);
        }
        return won / ((double) positives.length * negatives.length);
    }

    private static int countBelow(double[] sorted, double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
