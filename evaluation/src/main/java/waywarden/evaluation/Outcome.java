package waywarden.evaluation;

import java.util.List;
import waywarden.conversation.Speaker;

/// A reading beside the truth: what every measure is computed from.
///
/// @param labelled  the truth
/// @param reading   what a detector that never saw it said
/// @param threshold the detector's own
public record Outcome(Labelled labelled, Reading reading, double threshold) {

    public Outcome {
        if (labelled.conversation().messages().size() != reading.scores().size()) {
            throw new IllegalArgumentException(labelled.conversation().id() + ": not one score for each message");
        }
    }

    boolean approach() {
        return labelled.approach();
    }

    /// Whether the conversation, read to its end, is taken for an approach.
    boolean taken() {
        return reading.probability() >= threshold;
    }

    /// Whether it would be taken for one by its first messages alone, as many as there are up to `k`.
    boolean takenAfter(int k) {
        List<Double> scores = reading.scores();
        return !scores.isEmpty() && scores.get(Math.min(k, scores.size()) - 1) >= threshold;
    }

    boolean alarmed() {
        return reading.alarmAt() != null;
    }

    /// How many messages of both sides had been seen when the alarm was raised.
    int messagesToAlarm() {
        Integer at = reading.alarmAt();
        if (at == null) throw new IllegalStateException("no alarm was raised");
        return at + 1;
    }

    boolean alarmedBy(int message) {
        return alarmed() && messagesToAlarm() - 1 <= message;
    }

    int length() {
        return reading.scores().size();
    }

    boolean fromContact(int message) {
        return labelled.conversation().messages().get(message).from() == Speaker.CONTACT;
    }
}
