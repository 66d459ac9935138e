package waywarden.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import waywarden.conversation.Speaker;
import waywarden.evaluation.Labelled;
import waywarden.head.Heads;
import waywarden.head.Heads.Head;
import waywarden.training.Rows.Row;

/// Trains the heads: logistic regressions over a message's grams, all at once, by stochastic gradient
/// descent with step sizes that adapt to each weight.
///
/// Only grams that occur in several groups of conversations are kept, so that a name, a firm or a turn
/// of phrase of one author's one pair is never learnt. The same rows and seed give the same heads.
/// Source: Duchi, Hazan and Singer, "Adaptive subgradient methods", JMLR 12, 2011.
final class HeadTraining {

    /// A head is trained where at least this many groups show its act.
    private static final int FEWEST_GROUPS = 12;

    /// A gram is kept where at least this many groups use it.
    private static final int FEWEST_USERS = 3;

    /// Most grams kept, those with the greatest weights, so that the file stays small.
    static final int MOST_GRAMS = 30_000;

    private static final int EPOCHS = 12;
    private static final double STEP = 0.3;
    private static final double SHRINK = 2e-4;

    /// What a row says of one head: 1 it does, 0 it does not, NaN nobody knows.
    private interface Target {
        double of(Row row);
    }

    private final List<Head> heads = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();

    private HeadTraining() {}

    /// @param conversations those the rows' numbers refer to
    static Heads fit(List<Labelled> conversations, List<Row> rows, long seed) {
        HeadTraining training = new HeadTraining();
        training.chooseHeads(conversations, rows);
        return training.fit(rows, training.vocabulary(conversations, rows), seed);
    }

    private void chooseHeads(List<Labelled> conversations, List<Row> rows) {
        for (int phase = 1; phase <= 3; phase++) {
            int least = phase;
            add("phase-" + phase, Speaker.CONTACT, row -> row.phase() < 0 ? Double.NaN : row.phase() >= least ? 1 : 0);
        }
        add("whole", Speaker.CONTACT, row -> row.approach() ? 1 : 0);
        Map<String, Set<String>> groups = new TreeMap<>();
        for (Row row : rows) {
            for (String id : row.marks()) {
                groups.computeIfAbsent(id, key -> new HashSet<>())
                        .add(conversations.get(row.conversation()).group());
            }
        }
        groups.forEach((id, shownBy) -> {
            if (shownBy.size() < FEWEST_GROUPS) return;
            Speaker from = id.startsWith("W-") ? Speaker.WORKER : Speaker.CONTACT;
            add(id, from, row -> row.marked() ? (row.marks().contains(id) ? 1 : 0) : Double.NaN);
        });
    }

    private void add(String name, Speaker from, Target target) {
        heads.add(new Head(name, from, Double.POSITIVE_INFINITY));
        targets.add(target);
    }

    private Map<Integer, Integer> vocabulary(List<Labelled> conversations, List<Row> rows) {
        Map<Integer, Set<String>> users = new HashMap<>();
        for (Row row : rows) {
            String group = conversations.get(row.conversation()).group();
            for (int gram : row.grams()) {
                Set<String> of = users.computeIfAbsent(gram, key -> new HashSet<>(4));
                if (of.size() < FEWEST_USERS) of.add(group);
            }
        }
        int[] kept = users.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= FEWEST_USERS)
                .mapToInt(Map.Entry::getKey)
                .sorted()
                .toArray();
        Map<Integer, Integer> vocabulary = new HashMap<>();
        for (int gram : kept) vocabulary.put(gram, vocabulary.size());
        return vocabulary;
    }

    private Heads fit(List<Row> rows, Map<Integer, Integer> vocabulary, long seed) {
        int k = heads.size();
        int[][] features = rows.stream()
                .map(row -> Arrays.stream(row.grams())
                        .map(gram -> vocabulary.getOrDefault(gram, -1))
                        .filter(index -> index >= 0)
                        .toArray())
                .toArray(int[][]::new);
        float[] weights = new float[vocabulary.size() * k];
        float[] squares = new float[weights.length];
        double[] bias = new double[k];
        double[] biasSquares = new double[k];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) order.add(i);
        Random random = new Random(seed);
        double[] gradient = new double[k];
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            java.util.Collections.shuffle(order, random);
            for (int i : order) {
                Row row = rows.get(i);
                double value = 1 / Math.sqrt(Math.max(1, row.grams().length));
                score(features[i], value, weights, bias, gradient);
                for (int h = 0; h < k; h++) gradient[h] = slope(h, row, gradient[h]);
                descend(features[i], value, gradient, weights, squares);
                for (int h = 0; h < k; h++) {
                    if (gradient[h] == 0) continue;
                    biasSquares[h] += gradient[h] * gradient[h];
                    bias[h] -= STEP * gradient[h] / (Math.sqrt(biasSquares[h]) + 1e-6);
                }
            }
        }
        return pruned(vocabulary, weights, bias);
    }

    private double slope(int head, Row row, double logOdds) {
        if (heads.get(head).from() != row.from()) return 0;
        double target = targets.get(head).of(row);
        return Double.isNaN(target) ? 0 : row.weight() * (1 / (1 + Math.exp(-logOdds)) - target);
    }

    private static void score(int[] features, double value, float[] weights, double[] bias, double[] into) {
        int k = bias.length;
        Arrays.fill(into, 0);
        for (int feature : features) {
            int base = feature * k;
            for (int h = 0; h < k; h++) into[h] += weights[base + h];
        }
        for (int h = 0; h < k; h++) into[h] = bias[h] + into[h] * value;
    }

    private static void descend(int[] features, double value, double[] gradient, float[] weights, float[] squares) {
        int k = gradient.length;
        for (int feature : features) {
            int base = feature * k;
            for (int h = 0; h < k; h++) {
                if (gradient[h] == 0) continue;
                double g = gradient[h] * value + SHRINK * weights[base + h];
                float square = squares[base + h] += (float) (g * g);
                weights[base + h] -= (float) (STEP * g / (Math.sqrt(square) + 1e-3));
            }
        }
    }

    private Heads pruned(Map<Integer, Integer> vocabulary, float[] weights, double[] bias) {
        int k = heads.size();
        float[] most = new float[k];
        for (int i = 0; i < weights.length; i++) most[i % k] = Math.max(most[i % k], Math.abs(weights[i]));
        Map<Integer, Double> worth = new HashMap<>();
        vocabulary.forEach((gram, index) -> {
            double sum = 0;
            for (int h = 0; h < k; h++) sum += Math.abs(weights[index * k + h]) / Math.max(1e-9, most[h]);
            worth.put(gram, sum);
        });
        int[] keys = vocabulary.keySet().stream()
                .sorted(Comparator.<Integer>comparingDouble(gram -> -worth.get(gram)).thenComparing(gram -> gram))
                .limit(MOST_GRAMS)
                .mapToInt(gram -> gram)
                .sorted()
                .toArray();
        float[][] kept = new float[keys.length][];
        for (int i = 0; i < keys.length; i++) {
            int base = vocabulary.get(keys[i]) * k;
            kept[i] = Arrays.copyOfRange(weights, base, base + k);
        }
        float[] biases = new float[k];
        for (int h = 0; h < k; h++) biases[h] = (float) bias[h];
        return new Heads(heads, biases, keys, kept);
    }
}
