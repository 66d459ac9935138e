package waywarden.evaluation;

import java.util.List;
import waywarden.conversation.Conversation;

/// Something that learns from labelled conversations and then reads others. Every row of a report is one.
public interface Detector {

    /// As the tables show it; no two in one report share it.
    String name();

    /// Learns. The same conversations in the same order and the same seed give the same readings.
    ///
    /// @param training may be ignored by a detector that ships already trained
    Fitted fit(List<Labelled> training, long seed);

    /// A detector that has learnt. Reading changes nothing in it, so that several threads may read at once.
    interface Fitted {

        Reading read(Conversation conversation);

        /// The score at and above which a conversation, whole or cut short, counts as an approach.
        default double threshold() {
            return 0.5;
        }

        /// As `read`, with nothing remembered from earlier readings: what speed is measured with.
        default Reading readAfresh(Conversation conversation) {
            return read(conversation);
        }
    }
}
