package waywarden.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import waywarden.delivery.Subscriber.Kind;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.NotNow;
import waywarden.delivery.channel.Outcome.Reason;
import waywarden.delivery.channel.Outcome.Refused;
import waywarden.delivery.channel.Outcome.Sent;
import waywarden.delivery.channel.Outcome.Unsure;

/// What becomes of a delivery after an attempt. Pure: everything that decides is an argument.
final class Course {

    /// After so many failures of an urgent warning the next channel is tried too.
    private static final int PATIENCE = 3;

    private Course() {}

    /// What else holds while the attempt is recorded.
    ///
    /// @param newer     whether a later version has been issued
    /// @param withdrawn whether that one withdraws it
    /// @param answered  whether she has answered this version
    /// @param expired   whether the warning has ended
    record Around(boolean newer, boolean withdrawn, boolean answered, boolean expired) {}

    /// @param at         of the next attempt, or the end of waiting for an answer
    /// @param perhaps    whether an attempt may have arrived
    /// @param nextChannel whether the channel after this one is to be tried
    /// @param addressEnded whether nothing more is to be sent to the address
    record Step(
            State state,
            Instant at,
            boolean perhaps,
            boolean nextChannel,
            boolean addressEnded,
            @Nullable String reference,
            @Nullable String reason) {}

    static Step after(
            Job job,
            @Nullable Outcome outcome,
            Around around,
            Limits limits,
            Duration answerWait,
            Instant now,
            RandomGenerator random) {
        return switch (outcome) {
            case null -> unsent(job, around, now);
            case Sent(String reference) -> sent(job, reference, around, answerWait, now);
            case NotNow(Reason reason, Duration after, boolean all) ->
                again(job, State.RETRY, job.perhaps(), reason, after, around, limits, now, random);
            case Unsure(Reason reason) -> again(job, State.UNSURE, true, reason, null, around, limits, now, random);
            case Refused(Reason reason, boolean gone) ->
                new Step(State.DEAD, now, job.perhaps(), true, gone, null, reason.written());
        };
    }

    /// It was held back at the last moment; if nothing forbids it now, it is tried at once.
    private static Step unsent(Job job, Around around, Instant now) {
        State over = over(around);
        State state = over != null ? over : job.perhaps() ? State.UNSURE : State.RETRY;
        return new Step(state, now, job.perhaps(), false, false, null, null);
    }

    /// What it ends in if it must not be sent any more; null if it may.
    static @Nullable State over(Around around) {
        if (around.newer()) return around.withdrawn() ? State.WITHDRAWN : State.SUPERSEDED;
        if (around.answered()) return State.STOPPED;
        return around.expired() ? State.EXPIRED : null;
    }

    private static Step sent(Job job, @Nullable String reference, Around around, Duration answerWait, Instant now) {
        boolean answerWanted = job.kind() == Kind.PERSON && job.rank() == 0 && !around.newer() && !around.answered();
        return new Step(
                answerWanted ? State.AWAITING : State.SENT,
                answerWanted ? now.plus(answerWait) : now,
                job.perhaps(),
                false,
                false,
                reference,
                null);
    }

    private static Step again(
            Job job,
            State state,
            boolean perhaps,
            Reason reason,
            @Nullable Duration after,
            Around around,
            Limits limits,
            Instant now,
            RandomGenerator random) {
        State over = over(around);
        if (over != null) return new Step(over, now, perhaps, false, false, null, reason.written());
        Instant last = job.first().plus(limits.horizon());
        if (!now.isBefore(last)) return new Step(State.DEAD, now, perhaps, true, false, null, reason.written());
        Instant at = now.plus(Backoff.wait(limits, job.attempt(), random));
        if (after != null && at.isBefore(now.plus(after))) at = now.plus(after).plus(Backoff.wait(limits, 1, random));
        // The last attempt is made at the horizon itself, so that the whole of it is used.
        if (at.isAfter(last) && (after == null || !now.plus(after).isAfter(last))) at = last;
        boolean impatient = job.rank() == 0 && job.kind() == Kind.PERSON && job.attempt() == PATIENCE;
        return new Step(state, at, perhaps, impatient, false, null, reason.written());
    }
}
