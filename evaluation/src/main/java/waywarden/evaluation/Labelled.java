package waywarden.evaluation;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;

/// A conversation with its labels, of our corpus or of a normalised third-party set.
///
/// @param conversation the conversation as `screen` would see it, without labels
/// @param file         the file it came from, for folds by file
/// @param approach     whether it is an approach
/// @param scenario     the cover or look-alike; null where unlabelled
/// @param reached      highest phase reached, 0 to 3; -1 where unlabelled
/// @param firstSign    0-based index of the first message at which concern is fair; null where there is none
/// @param pair         id of the matched counterpart; null where there is none
/// @param phases       for each message what it does, 0 to 3; -1 where unlabelled (always for the worker's)
/// @param gives        for each message what the worker gives; null where unlabelled
/// @param marks        indicators a reader marked, in message order; null where the conversation was not marked
/// @param requests     for each message the sensitive things it asks for; null where nobody noted them
/// @param names        the speakers' names, where the data tells them, so that they can be masked
public record Labelled(
        Conversation conversation,
        String file,
        boolean approach,
        @Nullable String scenario,
        int reached,
        @Nullable Integer firstSign,
        @Nullable String pair,
        List<Integer> phases,
        List<@Nullable String> gives,
        @Nullable List<Mark> marks,
        @Nullable List<List<String>> requests,
        Set<String> names) {

    public Labelled {
        phases = List.copyOf(phases);
        names = Set.copyOf(names);
    }

    /// An indicator a reader saw in a message.
    ///
    /// @param message 0-based index
    /// @param words   the words that show it, a run of the message's text
    public record Mark(int message, String indicator, String words) {}

    /// Index of the first message that asks for something sensitive; -1 where none does or nobody noted them.
    int firstRequest() {
        if (requests == null) return -1;
        for (int i = 0; i < requests.size(); i++) {
            if (!requests.get(i).isEmpty()) return i;
        }
        return -1;
    }

    /// Says nothing of names or words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "Labelled[" + conversation.id() + ", " + file + "]";
    }

    /// The key that keeps a pair in one fold: the smaller id of the two.
    public String group() {
        String id = conversation.id();
        return pair == null || id.compareTo(pair) < 0 ? id : pair;
    }
}
