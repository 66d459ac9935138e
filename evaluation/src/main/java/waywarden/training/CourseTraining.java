package waywarden.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import waywarden.evaluation.Lbfgs;
import waywarden.phase.CourseSoFar;
import waywarden.training.Rows.Row;

/// Trains the head of whole conversations, on the same sum that the phase model keeps.
///
/// The words, the concepts and the meaning of what the contact says are three views of one thing. Each is fitted
/// apart, and their log-odds are added: fitted together, the view that explains most leaves the others no weight, and
/// all of them err alike. Since each is a sum over grams, what comes out is one weight a gram all the same.
final class CourseTraining {

    /// Penalties and shares, found on folds of the corpus.
    private static final double WORD_SHRINK = 0.3;

    private static final double CONCEPT_SHRINK = 0.025;
    private static final double MEANING_SHRINK = 0.03;
    private static final double CONCEPT_SHARE = 0.5;
    private static final double MEANING_SHARE = 0.5;

    private static final int STEPS = 80;
    private static final double ENOUGH = 1e-3;

    /// An ordinary conversation counts this much.
    private static final double BACKGROUND = 0.2;

    /// The trained head.
    ///
    /// @param weights of each gram
    record Course(float[] weights, float bias) {}

    /// What the contact says in one conversation.
    ///
    /// @param known  distinct grams, as numbers
    /// @param counts how often each is there
    /// @param grams  how many there are in all, unknown ones among them
    private record Bag(boolean approach, boolean ordinary, int[] known, int[] counts, long grams) {
        double weight(Balance balance) {
            return ordinary ? BACKGROUND : balance.of(approach);
        }

        /// Without the grams that a view does not see.
        Bag seen(double[] length) {
            int[] places = IntStream.range(0, known.length)
                    .filter(i -> length[known[i]] != 0)
                    .toArray();
            return new Bag(
                    approach,
                    ordinary,
                    IntStream.of(places).map(i -> known[i]).toArray(),
                    IntStream.of(places).map(i -> counts[i]).toArray(),
                    grams);
        }
    }

    private final List<Bag> bags;
    private final Balance balance;
    private final double[] weights;
    private double bias;

    private CourseTraining(List<Bag> bags, int grams) {
        this.bags = bags;
        this.balance = Balance.of(bags.stream().filter(bag -> !bag.ordinary).map(bag -> bag.approach));
        this.weights = new double[grams];
    }

    /// @param rows     the contact's messages
    /// @param own      of each of them its own grams, as numbers below the length of `rarity`
    /// @param rarity   for each gram how rare it is, 1 where every conversation has it
    /// @param concepts for each gram whether it is a concept or a pair of them
    /// @param meanings of all grams
    static Course fit(List<Row> rows, List<int[]> own, double[] rarity, boolean[] concepts, GramMeanings meanings) {
        CourseTraining training = new CourseTraining(bags(rows, own), rarity.length);
        // A rare word may say more: as in TF-IDF, where a gram counts by its rarity.
        training.add(1, WORD_SHRINK, gram -> concepts[gram] ? 0 : rarity[gram]);
        training.add(CONCEPT_SHARE, CONCEPT_SHRINK, gram -> concepts[gram] ? 1 : 0);
        training.addMeaning(meanings);
        float[] weights = new float[rarity.length];
        for (int f = 0; f < weights.length; f++) weights[f] = (float) training.weights[f];
        return new Course(weights, (float) training.bias);
    }

    private static List<Bag> bags(List<Row> rows, List<int[]> own) {
        Map<Integer, List<Integer>> said = new TreeMap<>();
        for (int i = 0; i < own.size(); i++) {
            said.computeIfAbsent(rows.get(i).conversation(), key -> new ArrayList<>())
                    .add(i);
        }
        return said.values().stream().map(messages -> bag(rows, own, messages)).toList();
    }

    private static Bag bag(List<Row> rows, List<int[]> own, List<Integer> messages) {
        Map<Integer, Integer> counts = new TreeMap<>();
        long grams = 0;
        for (int i : messages) {
            grams += rows.get(i).grams().length;
            for (int f : own.get(i)) counts.merge(f, 1, Integer::sum);
        }
        Row one = rows.get(messages.getFirst());
        return new Bag(
                one.approach(),
                one.ordinary(),
                counts.keySet().stream().mapToInt(f -> f).toArray(),
                counts.values().stream().mapToInt(n -> n).toArray(),
                grams);
    }

    /// Fits one view and adds it.
    ///
    /// @param lengths how long a gram counts in this view; 0 where it is not seen
    private void add(double share, double shrink, IntToDoubleFunction lengths) {
        int size = weights.length;
        double[] length = IntStream.range(0, size).mapToDouble(lengths).toArray();
        List<Bag> seen = bags.stream().map(bag -> bag.seen(length)).toList();
        double[] point =
                Lbfgs.minimise((w, g) -> loss(seen, length, shrink, w, g), new double[size + 1], ENOUGH, STEPS);
        for (int f = 0; f < size; f++) weights[f] += share * point[f] * length[f];
        bias += share * point[size];
    }

    private double loss(List<Bag> seen, double[] length, double shrink, double[] w, double[] g) {
        int size = length.length;
        double loss = 0;
        for (int f = 0; f < size; f++) {
            g[f] = shrink * w[f];
            loss += shrink / 2 * w[f] * w[f];
        }
        g[size] = 0;
        for (Bag bag : seen) {
            double sum = 0;
            for (int i = 0; i < bag.known.length; i++) {
                int f = bag.known[i];
                sum += w[f] * length[f] * bag.counts[i];
            }
            double s = w[size] + CourseSoFar.words(sum, bag.grams);
            double weight = bag.weight(balance);
            loss += weight * HeadTraining.logistic(bag.approach ? s : -s);
            double slope = weight * (1 / (1 + Math.exp(-s)) - (bag.approach ? 1 : 0));
            g[size] += slope;
            double each = CourseSoFar.words(slope, bag.grams);
            for (int i = 0; i < bag.known.length; i++) {
                int f = bag.known[i];
                g[f] += each * length[f] * bag.counts[i];
            }
        }
        return loss;
    }

    private void addMeaning(GramMeanings meanings) {
        double[][] meant = bags.stream().map(bag -> meaning(bag, meanings)).toArray(double[][]::new);
        boolean[] approach = new boolean[meant.length];
        double[] counts = new double[meant.length];
        int i = 0;
        for (Bag bag : bags) {
            approach[i] = bag.approach;
            counts[i++] = bag.weight(balance);
        }
        double[] learnt = MeaningFit.of(meant, approach, counts, MEANING_SHRINK);
        for (int f = 0; f < weights.length; f++) weights[f] += MEANING_SHARE * meanings.along(f, learnt);
    }

    private static double[] meaning(Bag bag, GramMeanings meanings) {
        double[] sum = new double[meanings.dimensions()];
        for (int i = 0; i < bag.known.length; i++) {
            meanings.add(bag.known[i], CourseSoFar.words(bag.counts[i], bag.grams), sum);
        }
        return sum;
    }
}
