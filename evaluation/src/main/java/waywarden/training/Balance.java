package waywarden.training;

import java.util.stream.Stream;

/// How much a conversation counts, so that approaches and look-alikes count alike however many there are of each.
///
/// @param approach each approach
/// @param lookAlike each look-alike
record Balance(double approach, double lookAlike) {

    /// @param labels whether each is an approach
    static Balance of(Stream<Boolean> labels) {
        long[] counts = new long[2];
        labels.forEach(approach -> counts[approach ? 1 : 0]++);
        double half = (counts[0] + counts[1]) / 2.0;
        return new Balance(half / Math.max(1, counts[1]), half / Math.max(1, counts[0]));
    }

    double of(boolean isApproach) {
        return isApproach ? approach : lookAlike;
    }
}
