package waywarden.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;

/// The field's method: a sentence encoder and nearest examples. A message's affinity is its mean cosine
/// similarity to the nearest messages of approaches less that to the nearest of ordinary conversations; a
/// conversation's score is drawn from the affinities of the contact's last messages, since rare messages among
/// many are what tells. Score to probability, and both thresholds, are learnt on the training conversations,
/// each read with its own pair left out of the examples.
/// Idea: contrastive affinity and its skewness over recent messages, as open chat-safety tools use them.
public final class SentinelBaseline implements Detector {

    /// Nearest examples of each kind that are averaged: one alone is swayed by a single odd message.
    private static final int NEIGHBOURS = 5;

    /// The contact's last messages that are looked at.
    private static final int WINDOW = 20;

    /// Most telling messages of the window that are averaged.
    private static final int TOP = 3;

    private static final double C = 1;

    private final String name;
    private final SentenceVectors vectors;
    private final IdentityHashMap<List<Labelled>, Learnt> learntFrom;
    private final ToDoubleFunction<double[]> aggregate;

    private SentinelBaseline(
            String name,
            SentenceVectors vectors,
            IdentityHashMap<List<Labelled>, Learnt> learntFrom,
            ToDoubleFunction<double[]> aggregate) {
        this.name = name;
        this.vectors = vectors;
        this.learntFrom = learntFrom;
        this.aggregate = aggregate;
    }

    /// By skewness and by the mean of the top. Comparing every message with every other takes most of the time,
    /// so that the two share what they learn from one and the same training list.
    public static List<Detector> both(SentenceVectors vectors) {
        IdentityHashMap<List<Labelled>, Learnt> shared = new IdentityHashMap<>();
        return List.of(
                new SentinelBaseline("nearest, skewness", vectors, shared, SentinelBaseline::skewness),
                new SentinelBaseline("nearest, top mean", vectors, shared, SentinelBaseline::topMean));
    }

    /// @param affinities of each training conversation's contact messages, its own pair left out
    private record Learnt(Examples examples, List<List<Double>> affinities) {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public Fitted fit(List<Labelled> training, long seed) {
        Learnt learnt;
        synchronized (learntFrom) {
            learnt = learntFrom.computeIfAbsent(training, this::learn);
        }
        List<double[]> scores = new ArrayList<>();
        for (int i = 0; i < training.size(); i++) {
            scores.add(
                    scores(training.get(i).conversation(), learnt.affinities().get(i)));
        }
        boolean[] positive = new boolean[training.size()];
        for (int i = 0; i < positive.length; i++) positive[i] = training.get(i).approach();
        return new Nearest(learnt.examples(), scores, positive);
    }

    private Learnt learn(List<Labelled> training) {
        Examples examples = examples(training);
        List<List<Double>> affinities = training.parallelStream()
                .map(labelled -> affinities(labelled.conversation(), labelled.group(), examples, vectors::of))
                .toList();
        return new Learnt(examples, affinities);
    }

    private final class Nearest implements Fitted {
        private final Examples examples;
        private final LogisticRegression toProbability;
        private final double threshold;
        private final double alarmThreshold;

        Nearest(Examples examples, List<double[]> trained, boolean[] positive) {
            this.examples = examples;
            List<SparseVector> rows = trained.stream()
                    .map(scores -> SparseVector.dense(last(scores)))
                    .toList();
            toProbability = LogisticRegression.fit(rows, positive, 1, C, true);
            threshold = Thresholds.best(
                    trained.stream()
                            .mapToDouble(scores -> probability(last(scores)))
                            .toArray(),
                    positive);
            alarmThreshold = Thresholds.best(
                    trained.stream()
                            .mapToDouble(scores -> Arrays.stream(scores)
                                    .map(this::probability)
                                    .max()
                                    .orElse(0))
                            .toArray(),
                    positive);
        }

        private double probability(double score) {
            return toProbability.probability(SparseVector.dense(score));
        }

        @Override
        public double threshold() {
            return threshold;
        }

        @Override
        public Reading read(Conversation conversation) {
            return read(conversation, vectors::of);
        }

        @Override
        public Reading readAfresh(Conversation conversation) {
            return read(conversation, vectors::afresh);
        }

        private Reading read(Conversation conversation, Function<String, float[]> vectorOf) {
            double[] scores = scores(conversation, affinities(conversation, "", examples, vectorOf));
            return Reading.ofScores(
                    Arrays.stream(scores).map(this::probability).boxed().toList(), alarmThreshold);
        }
    }

    private static double last(double[] scores) {
        return scores.length == 0 ? 0 : scores[scores.length - 1];
    }

    private static List<Double> affinities(
            Conversation conversation, String ownGroup, Examples examples, Function<String, float[]> vectorOf) {
        return conversation.messages().stream()
                .filter(message -> message.from() == Speaker.CONTACT)
                .map(message -> examples.affinity(vectorOf.apply(message.text()), ownGroup))
                .toList();
    }

    /// The score after each message; the worker's own leave it as it was.
    private double[] scores(Conversation conversation, List<Double> affinities) {
        List<Message> messages = conversation.messages();
        double[] scores = new double[messages.size()];
        int seen = 0;
        for (int i = 0; i < scores.length; i++) {
            if (messages.get(i).from() == Speaker.CONTACT) seen++;
            scores[i] = aggregate.applyAsDouble(affinities.subList(Math.max(0, seen - WINDOW), seen).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray());
        }
        return scores;
    }

    /// The third moment over the second's power 3/2; 0 where there is too little to have a shape.
    /// Source: Joanes and Gill, The Statistician 47, 1998, g1.
    static double skewness(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double second = 0;
        double third = 0;
        for (double value : values) {
            second += (value - mean) * (value - mean) / values.length;
            third += (value - mean) * (value - mean) * (value - mean) / values.length;
        }
        return values.length < 3 || second < 1e-12 ? 0 : third / Math.pow(second, 1.5);
    }

    static double topMean(double[] values) {
        return Arrays.stream(values).map(value -> -value).sorted().limit(TOP).average().stream()
                .map(mean -> -mean)
                .findFirst()
                .orElse(0);
    }

    private Examples examples(List<Labelled> training) {
        vectors.prepare(training.stream()
                .flatMap(labelled -> labelled.conversation().messages().stream())
                .filter(message -> message.from() == Speaker.CONTACT)
                .map(Message::text)
                .toList());
        Examples examples = new Examples();
        for (Labelled labelled : training) {
            List<Message> messages = labelled.conversation().messages();
            for (int i = 0; i < messages.size(); i++) {
                if (messages.get(i).from() != Speaker.CONTACT) continue;
                // Ordinary messages within an approach are examples of neither.
                if (labelled.approach() && labelled.phases().get(i) == 0) continue;
                examples.add(labelled, vectors.of(messages.get(i).text()));
            }
        }
        return examples;
    }

    /// Messages to compare with.
    private static final class Examples {
        private final List<float[]> ofApproaches = new ArrayList<>();
        private final List<String> groupsOfApproaches = new ArrayList<>();
        private final List<float[]> ordinary = new ArrayList<>();
        private final List<String> groupsOfOrdinary = new ArrayList<>();

        void add(Labelled labelled, float[] vector) {
            (labelled.approach() ? ofApproaches : ordinary).add(vector);
            (labelled.approach() ? groupsOfApproaches : groupsOfOrdinary).add(labelled.group());
        }

        /// @param without group whose examples are left out
        double affinity(float[] vector, String without) {
            return nearness(vector, ofApproaches, groupsOfApproaches, without)
                    - nearness(vector, ordinary, groupsOfOrdinary, without);
        }

        private static double nearness(float[] vector, List<float[]> examples, List<String> groups, String without) {
            double[] nearest = new double[NEIGHBOURS];
            Arrays.fill(nearest, -1);
            for (int e = 0; e < examples.size(); e++) {
                double similarity = dot(vector, examples.get(e));
                if (similarity <= nearest[0] || groups.get(e).equals(without)) continue;
                // Kept in ascending order, the least near first.
                int at = 0;
                while (at + 1 < NEIGHBOURS && nearest[at + 1] < similarity) {
                    nearest[at] = nearest[at + 1];
                    at++;
                }
                nearest[at] = similarity;
            }
            return Arrays.stream(nearest).average().orElse(0);
        }

        /// Four sums at a time, which the processor adds side by side.
        private static float dot(float[] a, float[] b) {
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            for (int i = 0; i < a.length; i += 4) {
                s0 += a[i] * b[i];
                s1 += a[i + 1] * b[i + 1];
                s2 += a[i + 2] * b[i + 2];
                s3 += a[i + 3] * b[i + 3];
            }
            return (s0 + s1) + (s2 + s3);
        }
    }
}
