package waywarden.head;

import java.util.Arrays;
import java.util.List;
import waywarden.conversation.Speaker;

/// What was said shortly before a message, as heads read it: what a message does depends on what it answers.
///
/// @param worker   concepts of the worker's last message
/// @param contact  concepts of the contact's last three messages, the latest first
/// @param messages how many messages the contact has written
public record Recent(int[] worker, int[][] contact, int messages) {

    /// Before the first message.
    public static final Recent NOTHING = new Recent(new int[0], new int[0][], 0);

    /// Every concept of the lexicon, as it stands in what was said, in ascending order.
    public static List<Integer> concepts() {
        return Concepts.bundled().all().stream()
                .map(name -> Distinct.kept(Grams.concept(name)))
                .distinct()
                .sorted()
                .toList();
    }

    private static final int KEPT = 3;

    /// Of one message so many concepts are kept, the first.
    private static final int MOST_CONCEPTS = 24;

    /// After one more message.
    ///
    /// @param concepts as [Heads.Reading#concepts] gives them
    public Recent and(Speaker from, int[] concepts) {
        int[] kept = Arrays.copyOf(concepts, Math.min(MOST_CONCEPTS, concepts.length));
        if (from == Speaker.WORKER) return new Recent(kept, contact, messages);
        int[][] latest = new int[Math.min(KEPT, contact.length + 1)][];
        latest[0] = kept;
        System.arraycopy(contact, 0, latest, 1, latest.length - 1);
        return new Recent(worker, latest, messages + 1);
    }

    /// 0 while the contact is new, 1 for the next messages, 2 for all later ones.
    int stage() {
        return messages < 4 ? 0 : messages < 12 ? 1 : 2;
    }
}
