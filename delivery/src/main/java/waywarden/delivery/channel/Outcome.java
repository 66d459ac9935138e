package waywarden.delivery.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of an attempt. Reasons are short words for the desk and hold nothing of the message and
/// no address.
public sealed interface Outcome {

    /// The other side has it.
    ///
    /// @param reference what the channel calls it; null where it has no name
    record Sent(@Nullable String reference) implements Outcome {}

    /// It has certainly not arrived; another attempt may do.
    ///
    /// @param after how long the other side asks to be left alone; null where it does not say
    /// @param all   whether that holds for the whole channel, not for this endpoint only
    record NotNow(Reason reason, @Nullable Duration after, boolean all) implements Outcome {}

    /// It may have arrived.
    record Unsure(Reason reason) implements Outcome {}

    /// It will never be taken like this.
    ///
    /// @param gone whether the address itself has ended
    record Refused(Reason reason, boolean gone) implements Outcome {}

    /// Why, as a sentence of the bundle says it.
    ///
    /// @param kind   key of the sentence
    /// @param detail a status or code of the other side's; empty where there is none
    record Reason(Kind kind, String detail) {

        private static final int LONGEST = 60;

        public Reason {
            // Whatever the other side says is bounded and in plain characters.
            detail = detail.replaceAll("[^A-Za-z0-9 ._/-]", "");
            if (detail.length() > LONGEST) detail = detail.substring(0, LONGEST);
        }

        public static Reason of(Kind kind) {
            return new Reason(kind, "");
        }

        public static Reason of(Kind kind, int status) {
            return new Reason(kind, String.valueOf(status));
        }

        /// As it is kept.
        public String written() {
            return detail.isEmpty() ? kind.name() : kind.name() + " " + detail;
        }
    }

    /// The kinds of reason.
    enum Kind {
        NO_CONNECTION,
        TIMED_OUT,
        CONNECTION_LOST,
        BUSY,
        SERVER_FAULT,
        REFUSED,
        ADDRESS_GONE,
        ADDRESS_UNUSABLE,
        FORBIDDEN_ADDRESS,
        NOT_UNDERSTOOD,
        NOT_FOR_THIS_CHANNEL,
        WORKER_LOST
    }
}
