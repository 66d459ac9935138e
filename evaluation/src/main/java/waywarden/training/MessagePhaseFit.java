package waywarden.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import waywarden.evaluation.Lbfgs;
import waywarden.screening.MessagePhase;

/// Fits what a single message does, on readings and beliefs by models that were not fitted on its conversation. Rare
/// phases count more, by the root of how rare they are: else nearly all would be said to do nothing.
final class MessagePhaseFit {

    private static final int PHASES = 4;
    private static final double HOLD = 3;
    private static final int STEPS = 200;

    /// A contact's message.
    ///
    /// @param features as [MessagePhase#features] gives them
    /// @param phase    0 to 3
    record Labelled(double[] features, int phase) {}

    private MessagePhaseFit() {}

    static MessagePhase fit(List<Labelled> messages) {
        if (messages.isEmpty()) return new MessagePhase(List.of());
        double[] counts = new double[PHASES];
        for (Labelled message : messages) counts[message.phase]++;
        Standardised standard =
                Standardised.of(messages.stream().map(Labelled::features).toArray(double[][]::new));
        int size = standard.mean().length + 1;
        double[] best = Lbfgs.minimise(
                (point, gradient) -> loss(standard.rows(), messages, counts, point, gradient),
                new double[PHASES * size],
                1e-6,
                STEPS);
        List<List<Double>> weights = new ArrayList<>();
        for (int phase = 0; phase < PHASES; phase++) {
            double[] of = standard.undone(Arrays.copyOfRange(best, phase * size, (phase + 1) * size));
            List<Double> row = new ArrayList<>();
            row.add(LogisticFit.rounded(of[size - 1]));
            for (int f = 0; f < size - 1; f++) row.add(LogisticFit.rounded(of[f]));
            weights.add(row);
        }
        return new MessagePhase(weights);
    }

    private static double loss(
            double[][] rows, List<Labelled> messages, double[] counts, double[] point, double[] gradient) {
        int size = point.length / PHASES;
        double loss = 0;
        for (int i = 0; i < point.length; i++) {
            boolean bias = i % size == size - 1;
            gradient[i] = bias ? 0 : HOLD * point[i];
            if (!bias) loss += HOLD / 2 * point[i] * point[i];
        }
        for (int i = 0; i < rows.length; i++) {
            double[] scores = scores(rows[i], point, size);
            double most = Arrays.stream(scores).max().orElse(0);
            double sum = 0;
            for (double score : scores) sum += Math.exp(score - most);
            int label = messages.get(i).phase;
            double weight = Math.sqrt(rows.length / (PHASES * counts[label]));
            loss += weight * (most + Math.log(sum) - scores[label]);
            for (int phase = 0; phase < PHASES; phase++) {
                double slope = weight * (Math.exp(scores[phase] - most) / sum - (phase == label ? 1 : 0));
                for (int f = 0; f < size - 1; f++) gradient[phase * size + f] += slope * rows[i][f];
                gradient[phase * size + size - 1] += slope;
            }
        }
        return loss;
    }

    private static double[] scores(double[] row, double[] point, int size) {
        double[] scores = new double[PHASES];
        for (int phase = 0; phase < PHASES; phase++) {
            scores[phase] = point[phase * size + size - 1];
            for (int f = 0; f < size - 1; f++) scores[phase] += point[phase * size + f] * row[f];
        }
        return scores;
    }
}
