package waywarden.head;

import java.util.Arrays;
import waywarden.conversation.Speaker;
import waywarden.indicator.NormalText;

/// The distinct grams by which heads read one message.
///
/// @param own      of the message itself, and its concepts once more as said at this stage of the acquaintance
/// @param recalled concepts of the messages before, each marked with whose they are
/// @param concepts the message's own, in order
public record MessageGrams(int[] own, int[] recalled, int[] concepts) {

    private static final int[] NONE = {};
    private static final int USUAL = 32;

    public static MessageGrams of(Speaker from, NormalText text, Recent recent) {
        OwnGrams own = OwnGrams.of(text);
        int[] alone = own.grams().values();
        int[] concepts = own.concepts();
        int[] staged = staged(from, own.grams(), concepts, recent);
        int[] all = Arrays.copyOf(alone, alone.length + staged.length);
        System.arraycopy(staged, 0, all, alone.length, staged.length);
        return new MessageGrams(all, recalled(from, recent), concepts);
    }

    /// The concepts as said at this stage of the acquaintance, without those that are among the message's own grams;
    /// the worker's have none.
    static int[] staged(Speaker from, Distinct own, int[] concepts, Recent recent) {
        if (from == Speaker.WORKER || concepts.length == 0) return NONE;
        Distinct staged = new Distinct(concepts.length);
        for (int concept : concepts) {
            int gram = Grams.atStage(recent.stage(), concept);
            if (!own.has(gram)) staged.add(gram);
        }
        return staged.values();
    }

    /// What is recalled of the messages before; the worker's recall nothing.
    static int[] recalled(Speaker from, Recent recent) {
        if (from == Speaker.WORKER) return NONE;
        Distinct recalled = new Distinct(USUAL);
        for (int concept : recent.worker()) recalled.add(Grams.answered(concept));
        for (int[] message : recent.contact()) for (int concept : message) recalled.add(Grams.before(concept));
        return recalled.values();
    }
}
