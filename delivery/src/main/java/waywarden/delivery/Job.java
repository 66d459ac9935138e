package waywarden.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waywarden.delivery.Subscriber.Kind;
import waywarden.delivery.channel.Outcome;

/// One delivery in a worker's hand.
///
/// @param attempt   which one it is, from 1; it fences off whoever held the row before
/// @param perhaps   whether an earlier attempt may have arrived
/// @param first     when the first attempt began
/// @param profile   of the reader; empty if she has left
/// @param sealed    her address; null where it has ended
/// @param earlier   the channel's name for the version before
/// @param worker  under whose name it is leased
/// @param taken     on the steady clock, in nanoseconds
record Job(
        long id,
        long advisory,
        int version,
        long subscriber,
        long endpoint,
        int rank,
        int attempt,
        boolean perhaps,
        Instant first,
        Kind kind,
        String profile,
        byte @Nullable [] sealed,
        @Nullable String earlier,
        String worker,
        long taken) {

    @Override
    public String toString() {
        return "Job[" + id + ", attempt " + attempt + "]";
    }

    /// What came of it.
    ///
    /// @param outcome null where it was not sent after all, because it must not be any more
    record Done(Job job, @Nullable Outcome outcome) {}
}
