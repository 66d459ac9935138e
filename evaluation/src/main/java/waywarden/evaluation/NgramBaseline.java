package waywarden.evaluation;

import java.util.ArrayList;
import java.util.List;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;

/// The plain yardstick: a bag of n-grams of all that was said, each side's kept apart, and logistic regression.
/// After each message the model reads the conversation so far; the last such score is the conversation's own.
public final class NgramBaseline implements Detector {

    /// Weak enough a penalty to use rare grams; AUC on our corpus hardly moves between 1 and 100.
    private static final double C = 10;

    @Override
    public String name() {
        return "n-grams";
    }

    @Override
    public Fitted fit(List<Labelled> training, long seed) {
        List<long[]> documents = new ArrayList<>();
        boolean[] positive = new boolean[training.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = training.get(i).approach();
            documents.add(grams(training.get(i).conversation()));
        }
        NgramModel model = NgramModel.fit(documents, positive, C);
        return conversation -> read(model, conversation);
    }

    private static Reading read(NgramModel model, Conversation conversation) {
        NgramModel.Growing soFar = model.growing();
        List<Double> scores = new ArrayList<>();
        for (Message message : conversation.messages()) {
            soFar.add(grams(message));
            scores.add(soFar.probability());
        }
        return Reading.ofScores(scores, 0.5);
    }

    private static long[] grams(Conversation conversation) {
        return conversation.messages().stream()
                .map(NgramBaseline::grams)
                .flatMapToLong(java.util.Arrays::stream)
                .toArray();
    }

    private static long[] grams(Message message) {
        return Ngrams.of(message.text(), message.from() == Speaker.CONTACT ? 0 : 1);
    }
}
