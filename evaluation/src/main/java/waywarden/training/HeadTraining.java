package waywarden.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import waywarden.conversation.Speaker;
import waywarden.evaluation.Labelled;
import waywarden.evaluation.Lbfgs;
import waywarden.head.Heads;
import waywarden.head.Heads.Head;
import waywarden.phase.PhaseModel;
import waywarden.training.Rows.Row;

/// Trains the heads: logistic regressions over grams with a quadratic penalty, all heads of one speaker at once.
///
/// Only grams that occur in several groups of conversations are kept, so that a name, a firm or a turn of phrase of
/// one pair is never learnt. The same rows give the same heads, to the last bit.
final class HeadTraining {

    /// A head is trained where at least this many groups show its act.
    private static final int FEWEST_GROUPS = 12;

    /// A gram is kept where at least this many groups use it.
    private static final int FEWEST_USERS = 3;

    /// Most grams trained on, those of most groups, and most kept, those of greatest weight: so that the file is small.
    private static final int MOST_TRAINED = 60_000;

    private static final int MOST_KEPT = 40_000;

    /// The penalty, and its share for concepts and their pairs, found on folds of the corpus: what a message means
    /// carries further than how it is worded. A rare word may say more, as in TF-IDF, where a gram counts by
    /// its rarity.
    private static final double SHRINK = 1.5;

    private static final double CONCEPT_SHARE = 0.13;

    private static final int STEPS = 40;
    private static final double ENOUGH = 1e-3;

    /// What a row says of one head: 1 it does, 0 it does not, NaN nobody knows.
    private interface Target {
        double of(Row row);
    }

    private final List<Head> heads = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<Row> rows;
    private final Map<Integer, Integer> vocabulary;
    /// Of each row the grams of the message itself, and these with what was recalled from the messages before.
    private final int[][] own;

    private final int[][] all;

    /// For each gram how rare it is among groups of conversations, and whether it is a concept or a pair of them.
    private final double[] rarity;

    private final boolean[] concepts;

    /// For each gram how long it counts where acts are learnt.
    private final double[] length;

    private final GramMeanings meanings;

    private HeadTraining(List<Labelled> conversations, List<Row> rows, int dimensions) {
        this.rows = rows;
        List<Use> uses = vocabulary(conversations, rows);
        this.vocabulary = new HashMap<>();
        for (Use use : uses) vocabulary.put(use.gram, vocabulary.size());
        this.own = rows.stream().map(row -> known(row.grams())).toArray(int[][]::new);
        this.all = rows.stream().map(row -> known(row.all())).toArray(int[][]::new);
        double groups = conversations.stream().map(Labelled::group).distinct().count();
        this.rarity = uses.stream()
                .mapToDouble(use -> 1 + Math.log((1 + groups) / (1 + use.groups)))
                .toArray();
        this.concepts = new boolean[uses.size()];
        for (int gram : Rows.concepts(rows)) if (vocabulary.containsKey(gram)) concepts[vocabulary.get(gram)] = true;
        this.length = IntStream.range(0, rarity.length)
                .mapToDouble(gram -> concepts[gram] ? 1 / Math.sqrt(CONCEPT_SHARE) : rarity[gram])
                .toArray();
        this.meanings = GramMeanings.of(rows, own, vocabulary.size(), dimensions);
        chooseHeads(conversations);
    }

    private int[] known(int[] grams) {
        return Arrays.stream(grams)
                .map(gram -> vocabulary.getOrDefault(gram, -1))
                .filter(index -> index >= 0)
                .toArray();
    }

    /// @param conversations those the rows' numbers refer to
    /// @param dimensions    numbers in what the teacher says of a message
    static Heads fit(List<Labelled> conversations, List<Row> rows, int dimensions) {
        return new HeadTraining(conversations, rows, dimensions).fit();
    }

    private void chooseHeads(List<Labelled> conversations) {
        for (int phase = 1; phase <= 3; phase++) {
            int least = phase;
            add("phase-" + phase, row -> inCourse(row) ? (row.phase() >= least ? 1 : 0) : Double.NaN);
        }
        Map<String, Set<String>> groups = new TreeMap<>();
        for (Row row : rows) {
            String group = conversations.get(row.conversation()).group();
            for (String id : row.marks())
                groups.computeIfAbsent(id, key -> new HashSet<>()).add(group);
        }
        groups.forEach((id, shownBy) -> {
            if (shownBy.size() < FEWEST_GROUPS) return;
            add(id, row -> row.marked() ? (row.marks().contains(id) ? 1 : 0) : Double.NaN);
        });
    }

    /// What phase a message is of is learnt where there are phases, and from ordinary talk, which has none. The
    /// look-alikes in the corpus say nothing of it: theirs are the same acts, and whether they are part of an
    /// approach is for the course to tell.
    private static boolean inCourse(Row row) {
        return row.phase() >= 0 && (row.approach() || row.ordinary());
    }

    private void add(String name, Target target) {
        heads.add(new Head(name, PhaseModel.speakerOf(name), Double.POSITIVE_INFINITY));
        targets.add(target);
    }

    /// A gram, and how many groups of conversations use it.
    private record Use(int gram, int groups) {}

    private static List<Use> vocabulary(List<Labelled> conversations, List<Row> rows) {
        Map<Integer, Set<String>> users = new HashMap<>();
        for (Row row : rows) {
            String group = conversations.get(row.conversation()).group();
            for (int gram : row.all())
                users.computeIfAbsent(gram, key -> new HashSet<>(4)).add(group);
        }
        List<Use> uses = new ArrayList<>();
        users.keySet().removeAll(Rows.neutral(rows));
        users.forEach((gram, groups) -> {
            if (groups.size() >= FEWEST_USERS) uses.add(new Use(gram, groups.size()));
        });
        uses.sort(Comparator.comparingInt((Use use) -> -use.groups).thenComparingInt(Use::gram));
        return uses.subList(0, Math.min(MOST_TRAINED, uses.size()));
    }

    private Heads fit() {
        float[][] weights = new float[vocabulary.size()][heads.size() + 1];
        float[] bias = new float[heads.size() + 1];
        for (Speaker speaker : Speaker.values()) acts(speaker, weights, bias);
        course(weights, bias);
        List<Head> all = new ArrayList<>(heads);
        all.add(new Head(PhaseModel.COURSE_HEAD, Speaker.CONTACT, Double.POSITIVE_INFINITY));
        return kept(all, bias, weights);
    }

    /// Trains all heads of one speaker on that speaker's messages.
    private void acts(Speaker speaker, float[][] weights, float[] bias) {
        int[] of = headsOf(speaker);
        int[] mine = rowsOf(speaker);
        int k = of.length;
        if (k == 0) return;
        double[][] known = new double[mine.length][k];
        for (int i = 0; i < mine.length; i++) {
            for (int h = 0; h < k; h++) known[i][h] = targets.get(of[h]).of(rows.get(mine[i]));
        }
        int biasAt = vocabulary.size() * k;
        double[] start = new double[biasAt + k];
        for (int h = 0; h < k; h++) start[biasAt + h] = base(mine, known, h);
        double[] point = Lbfgs.minimise(new ActLoss(mine, known, k), start, ENOUGH, STEPS);
        for (int h = 0; h < k; h++) {
            for (int f = 0; f < weights.length; f++) weights[f][of[h]] = (float) (point[f * k + h] * length[f]);
            bias[of[h]] = (float) point[biasAt + h];
        }
    }

    private int[] headsOf(Speaker speaker) {
        return IntStream.range(0, heads.size())
                .filter(h -> heads.get(h).from() == speaker)
                .toArray();
    }

    private int[] rowsOf(Speaker speaker) {
        return IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).from() == speaker)
                .toArray();
    }

    /// Log-odds of an act before anything is read.
    private double base(int[] mine, double[][] known, int head) {
        double yes = 0.5;
        double all = 1;
        for (int i = 0; i < mine.length; i++) {
            if (Double.isNaN(known[i][head])) continue;
            yes += known[i][head] * rows.get(mine[i]).weight();
            all += rows.get(mine[i]).weight();
        }
        return Math.log(yes / (all - yes));
    }

    /// The loss of all heads of one speaker. Weights and slopes lie gram by gram, those of all
    /// heads side by side and in single precision: what is read and written for each gram of each
    /// row is most of the work.
    private final class ActLoss implements Lbfgs.Objective {
        private final int[] mine;
        private final double[][] known;
        private final int k;

        /// Of each row the first head that is known and the one after the last: of ordinary talk only phases are, of
        /// look-alikes only acts.
        private final int[] first;

        private final int[] end;

        /// Weights times how long their gram counts.
        private final float[] weights;

        private final float[] slopes;

        /// Of the row at hand, for each head the sum over its grams, then the slope.
        private final float[] sums;

        ActLoss(int[] mine, double[][] known, int k) {
            this.mine = mine;
            this.known = known;
            this.k = k;
            this.first = new int[mine.length];
            this.end = new int[mine.length];
            for (int i = 0; i < mine.length; i++) {
                while (first[i] < k && Double.isNaN(known[i][first[i]])) first[i]++;
                end[i] = k;
                while (end[i] > first[i] && Double.isNaN(known[i][end[i] - 1])) end[i]--;
            }
            this.weights = new float[length.length * k];
            this.slopes = new float[weights.length];
            this.sums = new float[k];
        }

        @Override
        public double at(double[] w, double[] g) {
            double loss = 0;
            for (int f = 0, i = 0; f < length.length; f++) {
                for (int h = 0; h < k; h++, i++) {
                    loss += SHRINK / 2 * w[i] * w[i];
                    weights[i] = (float) (w[i] * length[f]);
                }
            }
            Arrays.fill(slopes, 0);
            Arrays.fill(g, weights.length, g.length, 0);
            for (int i = 0; i < mine.length; i++) if (first[i] < end[i]) loss += row(i, w, g);
            for (int f = 0, i = 0; f < length.length; f++) {
                for (int h = 0; h < k; h++, i++) g[i] = SHRINK * w[i] + slopes[i] * length[f];
            }
            return loss;
        }

        private double row(int i, double[] w, double[] g) {
            Row row = rows.get(mine[i]);
            int[] grams = all[mine[i]];
            double value = 1 / Math.sqrt(Math.max(1, row.grams().length + row.recalled().length));
            int from = first[i];
            int to = end[i];
            Arrays.fill(sums, from, to, 0);
            for (int f : grams) add(weights, f * k, sums, from, to);
            double loss = 0;
            // One logarithm of a product in place of a sum of logarithms, which are slow; each factor is at most 2.
            double product = 1;
            for (int h = from; h < to; h++) {
                double y = known[i][h];
                if (Double.isNaN(y)) {
                    sums[h] = 0;
                    continue;
                }
                double s = w[weights.length + h] + sums[h] * value;
                double e = Math.exp(-Math.abs(s));
                product *= 1 + e;
                loss += Math.max(0, y > 0 ? -s : s);
                double slope = row.weight() * ((s > 0 ? 1 : e) / (1 + e) - y);
                g[weights.length + h] += slope;
                sums[h] = (float) (slope * value);
            }
            for (int f : grams) addBack(sums, slopes, f * k, from, to);
            return row.weight() * (loss + Math.log(product));
        }

        private static void add(float[] weights, int at, float[] sums, int from, int to) {
            for (int h = from; h < to; h++) sums[h] += weights[at + h];
        }

        private static void addBack(float[] sums, float[] slopes, int at, int from, int to) {
            for (int h = from; h < to; h++) slopes[at + h] += sums[h];
        }
    }

    static double logistic(double margin) {
        return margin > 0 ? Math.log1p(Math.exp(-margin)) : -margin + Math.log1p(Math.exp(margin));
    }

    /// The head of whole conversations is trained apart, on the contact's messages.
    private void course(float[][] weights, float[] bias) {
        int[] said = rowsOf(Speaker.CONTACT);
        CourseTraining.Course course = CourseTraining.fit(
                IntStream.of(said).mapToObj(rows::get).toList(),
                IntStream.of(said).mapToObj(i -> own[i]).toList(),
                rarity,
                concepts,
                meanings);
        int head = heads.size();
        for (int f = 0; f < weights.length; f++) weights[f][head] = course.weights()[f];
        bias[head] = course.bias();
    }

    private Heads kept(List<Head> all, float[] bias, float[][] weights) {
        record Gram(int key, int index, double worth) {}
        float[] most = new float[all.size()];
        for (float[] row : weights) {
            for (int h = 0; h < row.length; h++) most[h] = Math.max(most[h], Math.abs(row[h]));
        }
        List<Gram> grams = new ArrayList<>();
        vocabulary.forEach((key, index) -> {
            double sum = 0;
            for (int h = 0; h < most.length; h++) sum += Math.abs(weights[index][h]) / Math.max(1e-9, most[h]);
            grams.add(new Gram(key, index, sum));
        });
        grams.sort(Comparator.comparingDouble((Gram gram) -> -gram.worth).thenComparingInt(Gram::key));
        List<Gram> best = new ArrayList<>(grams.subList(0, Math.min(MOST_KEPT, grams.size())));
        best.sort(Comparator.comparingInt(Gram::key));
        return new Heads(
                all,
                bias,
                best.stream().mapToInt(Gram::key).toArray(),
                best.stream().map(gram -> weights[gram.index]).toArray(float[][]::new));
    }
}
