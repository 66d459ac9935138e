package waywarden.training;

import java.util.ArrayList;
import java.util.List;
import waywarden.phase.CourseSoFar;
import waywarden.phase.PhaseModel.Contrast;

/// Fits what it means when a contact's strongest messages stand out from his usual ones: a logistic regression of the
/// labels on the course's words and on the contrast of each head when all has been said, by heads that were not
/// trained on the conversation.
///
/// Each is divided by its deviation, and all are held by one quadratic penalty. What comes out is given in units of
/// the course's words, since the phase model weighs the two together.
final class ContrastFit {

    /// A conversation when all has been said.
    ///
    /// @param weight how much it counts
    record Ended(CourseSoFar course, boolean approach, double weight) {}

    /// Found on folds of the corpus: 20 to 200 differ by less than their error.
    private static final double HOLD = 100;

    /// Where the words themselves tell nothing, as in a corpus of a few lines, nothing can be given in their unit.
    private static final double LEAST_WORDS = 0.05;

    private ContrastFit() {}

    /// @param heads in the order of the courses' contrasts
    static List<Contrast> fit(List<String> heads, List<Ended> conversations) {
        int size = heads.size() + 1;
        double[][] rows = conversations.stream()
                .map(ended -> features(ended.course, size))
                .toArray(double[][]::new);
        if (rows.length == 0)
            return heads.stream().map(head -> new Contrast(head, 0)).toList();
        Standardised standard = Standardised.of(rows);
        boolean[] approach = new boolean[rows.length];
        double[] counts = new double[rows.length];
        for (int c = 0; c < rows.length; c++) {
            approach[c] = conversations.get(c).approach;
            counts[c] = conversations.get(c).weight;
        }
        double[] best = LogisticFit.of(standard.rows(), approach, counts, HOLD);
        double words = best[0] / standard.deviation()[0];
        List<Contrast> contrasts = new ArrayList<>();
        for (int f = 1; f < size; f++) {
            double weight = best[0] < LEAST_WORDS ? 0 : best[f] / standard.deviation()[f] / words;
            contrasts.add(new Contrast(heads.get(f - 1), LogisticFit.rounded(weight)));
        }
        return contrasts;
    }

    private static double[] features(CourseSoFar course, int size) {
        double[] features = new double[size];
        features[0] = course.words();
        for (int f = 1; f < size; f++) features[f] = course.contrast(f - 1);
        return features;
    }
}
