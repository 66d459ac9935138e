package waywarden.stream;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;

/// One message as it travels through the job: flat, so that Flink needs no reflection to carry it.
///
/// @param conversation id of its conversation, the key
/// @param number       the sender's own count of the conversation's messages, from 0; negative where it gave none
/// @param at           when it was written; null where the record tells no time
/// @param from         who wrote it
/// @param text         the words, possibly empty
/// @param place        where, in a diary; null elsewhere
public record IncomingMessage(
        String conversation,
        int number,
        @Nullable Instant at,
        Speaker from,
        String text,
        @Nullable String place) {

    /// As the screener reads it. Only the time between messages counts there, so the zone does not.
    Message message() {
        return new Message(at == null ? null : at.atOffset(ZoneOffset.UTC), from, text, place);
    }

    /// Says nothing of the words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "IncomingMessage[" + conversation + ", " + text.length() + " characters]";
    }
}
