package waywarden.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import waywarden.evaluation.Labelled;
import waywarden.evaluation.Labelled.Mark;
import waywarden.head.Heads;
import waywarden.head.Heads.Head;

/// Chooses for each head the log-odds from which on it is shown as a finding: as low as three in ten of
/// those it then shows are what a reader marked; readers overlook weak signs, so the true share is higher.
/// Counter-indicators
/// are never shown by a head: false comfort is worse than none, so what speaks against an approach must stand in
/// plain words.
final class FindingThresholds {

    private static final double PRECISION = 0.3;
    private static final int FEWEST_SHOWN = 8;

    /// Of ordinary messages at most this share may show it.
    private static final double ORDINARY_SHARE = 0.001;

    private record Score(double logOdds, boolean marked) {}

    private FindingThresholds() {}

    static Heads choose(Heads heads, List<Labelled> all, int corpusSize, List<double[][]> logOdds) {
        double[] thresholds = new double[heads.heads().size()];
        for (int h = 0; h < thresholds.length; h++) {
            Head head = heads.heads().get(h);
            boolean isShown = head.name().matches("[PWX][0-9]?-[0-9]+");
            thresholds[h] = isShown ? threshold(h, head.name(), all, corpusSize, logOdds) : Double.POSITIVE_INFINITY;
        }
        return heads.withThresholds(thresholds);
    }

    private static double threshold(int head, String id, List<Labelled> all, int corpusSize, List<double[][]> logOdds) {
        List<Score> scores = new ArrayList<>();
        List<Double> ordinary = new ArrayList<>();
        for (int c = 0; c < all.size(); c++) {
            List<Mark> marks = all.get(c).marks();
            if (c < corpusSize && marks == null) continue;
            for (int i = 0; i < logOdds.get(c).length; i++) {
                double score = logOdds.get(c)[i][head];
                if (score == Double.NEGATIVE_INFINITY) continue;
                int message = i;
                boolean marked = marks != null
                        && marks.stream()
                                .anyMatch(mark -> mark.message() == message
                                        && mark.indicator().equals(id));
                if (c < corpusSize) scores.add(new Score(score, marked));
                else ordinary.add(score);
            }
        }
        return Math.max(precise(scores), quiet(ordinary));
    }

    private static double precise(List<Score> scores) {
        scores.sort(Comparator.comparingDouble(score -> -score.logOdds));
        double threshold = Double.POSITIVE_INFINITY;
        int hits = 0;
        for (int i = 0; i < scores.size(); i++) {
            if (scores.get(i).marked) hits++;
            if (i + 1 >= FEWEST_SHOWN && hits >= PRECISION * (i + 1)) threshold = scores.get(i).logOdds;
        }
        return threshold;
    }

    private static double quiet(List<Double> ordinary) {
        if (ordinary.isEmpty()) return Double.NEGATIVE_INFINITY;
        ordinary.sort(Comparator.reverseOrder());
        return ordinary.get((int) (ordinary.size() * ORDINARY_SHARE));
    }
}
