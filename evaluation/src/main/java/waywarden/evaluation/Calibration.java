package waywarden.evaluation;

import java.util.ArrayList;
import java.util.List;

/// Whether a probability means what it says.
public final class Calibration {

    /// Ten bins of equal width, as the source uses for its tables.
    private static final int BINS = 10;

    /// Conversations whose probability lies in one bin.
    ///
    /// @param from          lower edge, within the bin
    /// @param to            upper edge, outside it but for the last
    /// @param conversations how many
    /// @param said          their mean probability; NaN in an empty bin
    /// @param were          the share of approaches among them; NaN in an empty bin
    public record Bin(double from, double to, int conversations, double said, double were) {}

    private Calibration() {}

    /// The reliability table.
    public static List<Bin> bins(List<Outcome> outcomes) {
        int[] count = new int[BINS];
        double[] said = new double[BINS];
        int[] were = new int[BINS];
        for (Outcome outcome : outcomes) {
            double probability = outcome.reading().probability();
            int bin = Math.clamp((int) Math.floor(probability * BINS), 0, BINS - 1);
            count[bin]++;
            said[bin] += probability;
            if (outcome.approach()) were[bin]++;
        }
        List<Bin> bins = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            double n = count[b] == 0 ? Double.NaN : count[b];
            bins.add(new Bin((double) b / BINS, (double) (b + 1) / BINS, count[b], said[b] / n, were[b] / n));
        }
        return bins;
    }

    /// Expected calibration error: the gap between what was said and what was, averaged over bins by their
    /// share of conversations. Source: Guo et al., ICML 2017, equation 3.
    public static double error(List<Outcome> outcomes) {
        double sum = 0;
        for (Bin bin : bins(outcomes)) {
            if (bin.conversations() > 0) sum += bin.conversations() * Math.abs(bin.said() - bin.were());
        }
        return outcomes.isEmpty() ? Double.NaN : sum / outcomes.size();
    }
}
