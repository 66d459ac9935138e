package waywarden.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;

/// The plain yardstick: a bag of n-grams of all that was said, each side's kept apart, and logistic regression.
/// After each message the model reads the conversation so far; the last such score is the conversation's own.
/// A model of whole conversations cries wolf at their beginnings, so that it comes in two kinds: the plain one
/// raises an alarm at one half like everything else it decides, the other at a height chosen on conversations
/// that a part of the training conversations knows nothing of.
public final class NgramBaseline implements Detector {

    /// A weak penalty, as is usual for rows of length 1; not searched for.
    private static final double C = 10;

    private static final double HALF = 0.5;

    /// Parts of the training conversations read in turn to choose the height of the alarm.
    private static final int PARTS = 3;

    private final String name;
    private final boolean alarmChosen;

    private NgramBaseline(String name, boolean alarmChosen) {
        this.name = name;
        this.alarmChosen = alarmChosen;
    }

    public static NgramBaseline plain() {
        return new NgramBaseline("n-grams", false);
    }

    public static NgramBaseline withAlarmChosen() {
        return new NgramBaseline("n-grams, alarm chosen", true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Fitted fit(List<Labelled> training, long seed) {
        double alarm = alarmChosen ? alarmThreshold(training, seed) : HALF;
        NgramModel model = model(training);
        return conversation -> Reading.ofScores(scores(model, conversation), alarm);
    }

    private static NgramModel model(List<Labelled> training) {
        List<long[]> documents = new ArrayList<>();
        boolean[] positive = new boolean[training.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = training.get(i).approach();
            documents.add(grams(training.get(i).conversation()));
        }
        return NgramModel.fit(documents, positive, C);
    }

    private static double alarmThreshold(List<Labelled> training, long seed) {
        List<Labelled> read = new ArrayList<>();
        List<Double> highest = new ArrayList<>();
        for (Plan.Split split : Plan.crossValidation(training, PARTS, seed).splits()) {
            NgramModel model = model(split.training());
            for (Labelled labelled : split.test()) {
                read.add(labelled);
                highest.add(scores(model, labelled.conversation()).stream()
                        .max(Double::compare)
                        .orElse(0.0));
            }
        }
        boolean[] positive = new boolean[read.size()];
        for (int i = 0; i < positive.length; i++) positive[i] = read.get(i).approach();
        return Thresholds.best(highest.stream().mapToDouble(Double::doubleValue).toArray(), positive);
    }

    private static List<Double> scores(NgramModel model, Conversation conversation) {
        NgramModel.Growing soFar = model.growing();
        List<Double> scores = new ArrayList<>();
        for (Message message : conversation.messages()) {
            soFar.add(grams(message));
            scores.add(soFar.probability());
        }
        return scores;
    }

    private static long[] grams(Conversation conversation) {
        return conversation.messages().stream()
                .map(NgramBaseline::grams)
                .flatMapToLong(Arrays::stream)
                .toArray();
    }

    private static long[] grams(Message message) {
        return Ngrams.of(message.text(), message.from() == Speaker.CONTACT ? 0 : 1);
    }
}
