package waywarden.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.packed.HeldList;

/// An exchange between the worker and one contact, in time order.
///
/// @param id       unique within its source
/// @param source   where it was read from, for the person to find it again: a file, or a file within an
///                 archive
/// @param contact  the other side's name as the export shows it; null where the export names no one
/// @param channel  `whatsapp`, `email`, `diary` …; null where unknown
/// @param lang     main language (BCP 47), where the source tells it; never needed to screen
/// @param messages in time order
public record Conversation(
        String id,
        String source,
        @Nullable String contact,
        @Nullable String channel,
        @Nullable String lang,
        List<Message> messages) {

    public Conversation {
        messages = HeldList.of(messages);
    }

    /// Says nothing of names or words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "Conversation[" + id + ", " + messages.size() + " messages]";
    }
}
