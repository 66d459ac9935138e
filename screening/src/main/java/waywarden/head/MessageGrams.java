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

    public static MessageGrams of(Speaker from, NormalText text, Recent recent) {
        Distinct own = new Distinct();
        Distinct concepts = new Distinct();
        Grams.of(text, new Grams.Sink() {
            @Override
            public void gram(int hash, int start, int end) {
                own.add(hash);
            }

            @Override
            public void concept(int hash) {
                concepts.add(hash);
            }
        });
        int[] said = concepts.values();
        if (from == Speaker.WORKER) return new MessageGrams(own.values(), new int[0], said);
        for (int concept : said) own.add(Grams.atStage(recent.stage(), concept));
        Distinct recalled = new Distinct();
        for (int concept : recent.worker()) recalled.add(Grams.answered(concept));
        for (int[] message : recent.contact()) for (int concept : message) recalled.add(Grams.before(concept));
        return new MessageGrams(own.values(), recalled.values(), said);
    }

    /// How a hash is kept: 0 marks a free place.
    static int kept(int hash) {
        return hash == 0 ? 1 : hash;
    }

    /// A set of hashes that keeps their order.
    private static final class Distinct {
        private int[] order = new int[64];
        private int[] table = new int[256];
        private int size;

        void add(int hash) {
            int value = kept(hash);
            if (size * 2 >= table.length) grow();
            int slot = slot(table, value);
            if (table[slot] == value) return;
            table[slot] = value;
            if (size == order.length) order = Arrays.copyOf(order, size * 2);
            order[size++] = value;
        }

        int[] values() {
            return Arrays.copyOf(order, size);
        }

        private static int slot(int[] table, int value) {
            int mask = table.length - 1;
            int slot = ((value * 0x85EBCA6B) >>> 5) & mask;
            while (table[slot] != 0 && table[slot] != value) slot = (slot + 1) & mask;
            return slot;
        }

        private void grow() {
            table = new int[table.length * 2];
            for (int i = 0; i < size; i++) table[slot(table, order[i])] = order[i];
        }
    }
}
