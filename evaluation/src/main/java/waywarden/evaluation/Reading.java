package waywarden.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a detector says of one conversation.
///
/// @param probability the conversation's own, from 0 to 1: that of the highest or of the last message, as the
///                    detector defines it
/// @param alarmAt     0-based index of the first message that raises an alarm; null if none does
/// @param reached     highest phase reached, 0 to 3; -1 from a detector that knows no phases
/// @param scores      probability (or score) of an approach after each message; one for each message
/// @param phases      what each message does, 0 to 3; -1 where it says nothing (always of the worker's); one
///                    for each message
public record Reading(
        double probability, @Nullable Integer alarmAt, int reached, List<Double> scores, List<Integer> phases) {

    public Reading {
        scores = List.copyOf(scores);
        phases = List.copyOf(phases);
        if (scores.size() != phases.size()) throw new IllegalArgumentException("one score and one phase a message");
        if (alarmAt != null && (alarmAt < 0 || alarmAt >= scores.size())) {
            throw new IllegalArgumentException("an alarm is at a message");
        }
        if (Double.isNaN(probability) || scores.stream().anyMatch(score -> score.isNaN())) {
            throw new IllegalArgumentException("a score is a number");
        }
        if (reached < -1 || reached > 3) throw new IllegalArgumentException("phases go from 0 to 3");
    }

    /// The reading of a detector that knows no phases: the last score is the conversation's own, and the alarm
    /// is raised at the first score that reaches the threshold.
    public static Reading ofScores(List<Double> scores, double threshold) {
        Integer alarmAt = null;
        for (int i = 0; i < scores.size() && alarmAt == null; i++) {
            if (scores.get(i) >= threshold) alarmAt = i;
        }
        double last = scores.isEmpty() ? 0 : scores.getLast();
        return new Reading(
                last, alarmAt, -1, scores, scores.stream().map(score -> -1).toList());
    }
}
