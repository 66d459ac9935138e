package waywarden.result;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.phase.Phase;
import waywarden.phase.PhaseBelief;
import waywarden.screening.Screening.Screened;

/// How the belief moved over a conversation, in so many steps at most.
///
/// @param steps one for each message, or for each run of messages where there are more than fit
/// @param alarm the step that holds the alarm; null where there was none
public record Timeline(List<Step> steps, @Nullable Integer alarm) {

    /// One or more messages next to each other.
    ///
    /// @param from   first message, 0-based
    /// @param to     after the last
    /// @param belief where an approach was most probable
    /// @param found  whether a sign of an approach was found in one of them
    public record Step(int from, int to, PhaseBelief belief, boolean found) {

        /// The most probable phase.
        public Phase phase() {
            Phase best = Phase.NONE;
            for (Phase phase : Phase.values()) if (belief.of(phase) > belief.of(best)) best = phase;
            return best;
        }
    }

    public static Timeline of(Screened screened, int most) {
        int messages = screened.messages().size();
        int count = Math.min(messages, most);
        List<Step> steps = new ArrayList<>(count);
        Integer alarm = null;
        for (int i = 0; i < count; i++) {
            Step step = step(screened, start(i, messages, count), start(i + 1, messages, count));
            Integer alarmAt = screened.alarmAt();
            if (alarmAt != null && alarmAt >= step.from() && alarmAt < step.to()) alarm = i;
            steps.add(step);
        }
        return new Timeline(List.copyOf(steps), alarm);
    }

    private static int start(int step, int messages, int count) {
        return (int) ((long) step * messages / count);
    }

    private static Step step(Screened screened, int from, int to) {
        PhaseBelief highest = screened.messages().get(from).belief();
        boolean found = false;
        for (int i = from; i < to; i++) {
            PhaseBelief belief = screened.messages().get(i).belief();
            if (belief.approach() > highest.approach()) highest = belief;
            found |= screened.messages().get(i).findings().stream()
                    .anyMatch(finding -> !isWorkersOrEasing(finding.indicator()));
        }
        return new Step(from, to, highest, found);
    }

    private static boolean isWorkersOrEasing(String indicator) {
        return indicator.startsWith("C-") || indicator.startsWith("W-");
    }
}
