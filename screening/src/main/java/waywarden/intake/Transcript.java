package waywarden.intake;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waywarden.packed.HeldList;

/// One thread of an export: a chat, a mail thread, a diary, with all its parties.
///
/// @param header     what the export says of the thread as a whole
/// @param source     the file it came from, or the file within its archive
/// @param utterances in time order
public record Transcript(Header header, String source, List<Utterance> utterances) {

    public Transcript {
        utterances = HeldList.of(utterances);
    }

    /// What an export says of a thread as a whole.
    ///
    /// @param id      unique within the file
    /// @param channel `whatsapp`, `email` …
    /// @param title   the thread's name as shown; null where it has none
    /// @param worker  sender names that the export itself marks as its owner; empty where it does not
    /// @param lang    BCP 47, where the export tells
    public record Header(
            String id,
            @Nullable String channel,
            @Nullable String title,
            Set<String> worker,
            @Nullable String lang) {

        public Header {
            worker = Set.copyOf(worker);
        }

        public Header(String id, String channel) {
            this(id, channel, null, Set.of(), null);
        }
    }

    /// Says nothing of names or words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "Transcript[" + utterances.size() + " messages]";
    }
}
