package waywarden.conversation;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// One message of a conversation, or one note in a diary of meetings.
///
/// @param at    when, as the export's wall clock shows it; exports without a zone are read as UTC, so
///              that only differences between times of one export mean anything; null where the export
///              tells no time
/// @param from  who said or did it
/// @param text  the words, never null, possibly empty
/// @param place where, in a diary; null elsewhere
public record Message(
        @Nullable OffsetDateTime at,
        Speaker from,
        String text,
        @Nullable String place) {

    public Message(@Nullable OffsetDateTime at, Speaker from, String text) {
        this(at, from, text, null);
    }

    /// Says nothing of the words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "Message[" + from + ", " + at + ", " + text.length() + " characters]";
    }
}
