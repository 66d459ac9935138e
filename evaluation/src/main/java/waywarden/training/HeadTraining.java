package waywarden.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
import waywarden.phase.PhaseModel;
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
    static int FEWEST_USERS = 3;

    /// Most grams kept, those with the greatest weights, so that the file stays small.
    static int MOST_GRAMS = 30_000;

    static int EPOCHS = 30;
    static double STEP = 0.3;
    static double SHRINK = 0.1;

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
        // Trained over whole conversations; to single messages it says nothing.
        add(PhaseModel.COURSE_HEAD, Speaker.CONTACT, row -> Double.NaN);
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
        double[] values = rows.stream()
                .mapToDouble(row -> 1 / Math.sqrt(Math.max(1, row.grams().length)))
                .toArray();
        double[][] known = rows.stream()
                .map(row -> targets.stream().mapToDouble(t -> t.of(row)).toArray())
                .toArray(double[][]::new);
        int biasAt = vocabulary.size() * k;
        double[] start = new double[biasAt + k];
        for (int h = 0; h < k; h++) {
            double yes = 0.5, n = 1;
            for (int i = 0; i < rows.size(); i++) {
                if (heads.get(h).from() != rows.get(i).from() || Double.isNaN(known[i][h])) continue;
                yes += known[i][h] * rows.get(i).weight(); n += rows.get(i).weight();
            }
            start[biasAt + h] = Math.log(yes / (n - yes));
        }
        double[] z = new double[k];
        double[] point = waywarden.evaluation.Lbfgs.minimise((w, g) -> {
            double loss = 0;
            for (int i = 0; i < biasAt; i++) { g[i] = SHRINK * w[i]; loss += SHRINK / 2 * w[i] * w[i]; }
            for (int h = 0; h < k; h++) g[biasAt + h] = 0;
            for (int i = 0; i < features.length; i++) {
                Row row = rows.get(i);
                java.util.Arrays.fill(z, 0);
                for (int f : features[i]) { int base = f * k; for (int h = 0; h < k; h++) z[h] += w[base + h]; }
                for (int h = 0; h < k; h++) {
                    double y = known[i][h];
                    if (heads.get(h).from() != row.from() || Double.isNaN(y)) { z[h] = 0; continue; }
                    double s = w[biasAt + h] + z[h] * values[i];
                    double m = y > 0 ? s : -s;
                    loss += row.weight() * (m > 0 ? Math.log1p(Math.exp(-m)) : -m + Math.log1p(Math.exp(m)));
                    double slope = row.weight() * (1 / (1 + Math.exp(-s)) - y);
                    g[biasAt + h] += slope;
                    z[h] = slope * values[i];
                }
                for (int f : features[i]) { int base = f * k; for (int h = 0; h < k; h++) g[base + h] += z[h]; }
            }
            return loss;
        }, start, 1e-3, EPOCHS);
        float[] weights = new float[biasAt];
        for (int i = 0; i < biasAt; i++) weights[i] = (float) point[i];
        double[] bias = java.util.Arrays.copyOfRange(point, biasAt, biasAt + k);
        course(rows, features, vocabulary.size(), weights, bias);
        return pruned(vocabulary, weights, bias);
    }

    /// Trains the head of whole conversations: a logistic regression over the contact's grams of a
    /// conversation, each as often as messages hold it, divided by the root of their number.
    private void course(List<Row> rows, int[][] features, int size, float[] weights, double[] bias) {
        int k = heads.size();
        int head = 0;
        while (!heads.get(head).name().equals(PhaseModel.COURSE_HEAD)) head++;
        Map<Integer, Map<Integer, Integer>> counts = new TreeMap<>();
        Map<Integer, Row> any = new TreeMap<>();
        Map<Integer, Integer> totals = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.from() != Speaker.CONTACT) continue;
            any.putIfAbsent(row.conversation(), row);
            totals.merge(row.conversation(), row.grams().length, Integer::sum);
            Map<Integer, Integer> bag = counts.computeIfAbsent(row.conversation(), key -> new TreeMap<>());
            for (int f : features[i]) bag.merge(f, 1, Integer::sum);
        }
        double[] start = new double[size + 1];
        double[] best = waywarden.evaluation.Lbfgs.minimise((w, g) -> {
            double loss = 0;
            for (int i = 0; i < size; i++) { g[i] = COURSE_SHRINK * w[i]; loss += COURSE_SHRINK / 2 * w[i] * w[i]; }
            g[size] = 0;
            for (Map.Entry<Integer, Map<Integer, Integer>> bag : counts.entrySet()) {
                Row row = any.get(bag.getKey());
                double value = 1 / Math.sqrt(Math.max(1, totals.get(bag.getKey())));
                double s = 0;
                for (Map.Entry<Integer, Integer> e : bag.getValue().entrySet()) s += w[e.getKey()] * e.getValue();
                s = s * value + w[size];
                double m = row.approach() ? s : -s;
                double weight = row.weight() < 1 ? COURSE_BACKGROUND : 1;
                loss += weight * (m > 0 ? Math.log1p(Math.exp(-m)) : -m + Math.log1p(Math.exp(m)));
                double slope = weight * (1 / (1 + Math.exp(-s)) - (row.approach() ? 1 : 0));
                g[size] += slope;
                for (Map.Entry<Integer, Integer> e : bag.getValue().entrySet()) g[e.getKey()] += slope * value * e.getValue();
            }
            return loss;
        }, start, 1e-4, 60);
        for (int i = 0; i < size; i++) weights[i * k + head] = (float) best[i];
        bias[head] = best[size];
    }

    static double COURSE_SHRINK = 0.1;
    static double COURSE_BACKGROUND = 0.05;

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
        record Gram(int key, int index, double worth) {}
        List<Gram> grams = new ArrayList<>();
        vocabulary.forEach((key, index) -> {
            double sum = 0;
            for (int h = 0; h < k; h++) sum += Math.abs(weights[index * k + h]) / Math.max(1e-9, most[h]);
            grams.add(new Gram(key, index, sum));
        });
        grams.sort(Comparator.comparingDouble((Gram gram) -> -gram.worth).thenComparingInt(Gram::key));
        List<Gram> best = new ArrayList<>(grams.subList(0, Math.min(MOST_GRAMS, grams.size())));
        best.sort(Comparator.comparingInt(Gram::key));
        int[] keys = best.stream().mapToInt(Gram::key).toArray();
        float[][] kept = best.stream()
                .map(gram -> Arrays.copyOfRange(weights, gram.index * k, gram.index * k + k))
                .toArray(float[][]::new);
        float[] biases = new float[k];
        for (int h = 0; h < k; h++) biases[h] = (float) bias[h];
        return new Heads(heads, biases, keys, kept);
    }
}
