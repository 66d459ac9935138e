package waywarden.indicator;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import waywarden.indicator.Condition.PhraseSet;

/// Tells in one pass over a text which phrases can occur in it: those of which every part that cannot be left out has
/// one of its literals in the text. The literals are found by the automaton of Aho and Corasick, "Efficient string
/// matching", CACM 18(6), 1975.
final class Anchors {

    private final Transitions transitions;
    /// By state: where to go on when a text goes on otherwise.
    private final int[] failure;
    /// By state: the literal that ends there; negative for none.
    private final int[] literalAt;
    /// By literal: how long it is, and which of the [#FORMS] of it are asked for, one bit each.
    private final int[] lengths;

    private final byte[] forms;
    /// By state: the next shorter one at which a literal ends; 0 for none.
    private final int[] shorter;
    /// By form of a literal: the phrases that are tried where it is found.
    private final int[][] phrasesOf;
    /// By phrase: for each of its other parts the forms of literals of which one has to be found too.
    private final int[][][] required;
    private final BitSet always;

    private Anchors(
            Transitions transitions,
            int[] failure,
            int[] literalAt,
            int[] lengths,
            byte[] forms,
            int[] shorter,
            int[][] phrasesOf,
            int[][][] required,
            BitSet always) {
        this.transitions = transitions;
        this.failure = failure;
        this.literalAt = literalAt;
        this.lengths = lengths;
        this.forms = forms;
        this.shorter = shorter;
        this.phrasesOf = phrasesOf;
        this.required = required;
        this.always = always;
    }

    /// Of all phrases of these sets, in their order.
    static Anchors of(List<PhraseSet> sets) {
        Builder builder = new Builder();
        for (PhraseSet set : sets) for (Phrase phrase : set.phrases()) builder.add(phrase.anchors());
        return builder.build();
    }

    /// Writes all of it as whole numbers, so that it need not be built at each start.
    void write(DataOutputStream out) throws IOException {
        IntStream.Builder all = IntStream.builder();
        int[] from = new int[failure.length];
        char[] by = new char[failure.length];
        transitions.each((state, c, next) -> {
            from[next] = state;
            by[next] = c;
        });
        all.add(failure.length);
        for (int state = 1; state < failure.length; state++)
            all.add(from[state]).add(by[state]);
        Ints.write(Arrays.copyOf(failure, failure.length), all);
        Ints.write(Arrays.copyOf(literalAt, failure.length), all);
        Ints.write(Arrays.copyOf(shorter, failure.length), all);
        Ints.write(lengths, all);
        for (byte form : forms) all.add(form);
        Ints.write(phrasesOf, all);
        all.add(required.length);
        for (int[][] parts : required) Ints.write(parts, all);
        Ints.write(always.stream().toArray(), all);
        int[] ints = all.build().toArray();
        out.writeInt(ints.length);
        for (int one : ints) out.writeInt(one);
    }

    /// Reads what [#write] wrote.
    static Anchors read(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt() * Integer.BYTES];
        in.readFully(bytes);
        IntBuffer all = ByteBuffer.wrap(bytes).asIntBuffer();
        int states = all.get();
        Transitions transitions = new Transitions(states);
        for (int state = 1; state < states; state++) transitions.put(all.get(), (char) all.get(), state);
        int[] failure = Ints.read(all);
        int[] literalAt = Ints.read(all);
        int[] shorter = Ints.read(all);
        int[] lengths = Ints.read(all);
        byte[] forms = new byte[lengths.length];
        for (int i = 0; i < forms.length; i++) forms[i] = (byte) all.get();
        int[][] phrasesOf = Ints.readAll(all);
        int[][][] required = new int[all.get()][][];
        for (int i = 0; i < required.length; i++) required[i] = Ints.readAll(all);
        BitSet always = new BitSet();
        for (int phrase : Ints.read(all)) always.set(phrase);
        return new Anchors(transitions, failure, literalAt, lengths, forms, shorter, phrasesOf, required, always);
    }

    /// Arrays among whole numbers, each after how many it has.
    private static final class Ints {
        private static final int[] NONE = {};
        private static final int[][] NO_ARRAYS = {};

        static void write(int[] array, IntStream.Builder to) {
            to.add(array.length);
            for (int one : array) to.add(one);
        }

        static void write(int[][] arrays, IntStream.Builder to) {
            to.add(arrays.length);
            for (int[] array : arrays) write(array, to);
        }

        static int[] read(IntBuffer from) {
            int length = from.get();
            if (length == 0) return NONE;
            int[] array = new int[length];
            from.get(array);
            return array;
        }

        static int[][] readAll(IntBuffer from) {
            int length = from.get();
            if (length == 0) return NO_ARRAYS;
            int[][] arrays = new int[length][];
            for (int i = 0; i < length; i++) arrays[i] = read(from);
            return arrays;
        }
    }

    BitSet candidates(String text) {
        BitSet found = literals(text);
        BitSet candidates = new BitSet(required.length);
        candidates.or(always);
        for (int literal = found.nextSetBit(0); literal >= 0; literal = found.nextSetBit(literal + 1)) {
            for (int phrase : phrasesOf[literal]) if (hasAll(found, required[phrase])) candidates.set(phrase);
        }
        return candidates;
    }

    private BitSet literals(String text) {
        BitSet found = new BitSet(phrasesOf.length);
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int next = transitions.next(state, c);
            while (next == 0 && state != 0) {
                state = failure[state];
                next = transitions.next(state, c);
            }
            state = next;
            for (int at = state; at != 0; at = shorter[at]) {
                if (literalAt[at] >= 0) found(literalAt[at], text, i + 1, found);
            }
        }
        return found;
    }

    /// A literal may be asked for in as many forms: as it is, at the beginning of a word, at its end, as a whole word.
    private static final int FORMS = 4;

    private static final int BEGINS = 1;
    private static final int ENDS = 2;

    private void found(int literal, String text, int end, BitSet found) {
        int start = end - lengths[literal];
        int stands = 0;
        if (start == 0 || !Phrase.isWordPart(text.charAt(start - 1))) stands |= BEGINS;
        if (end == text.length() || !Phrase.isWordPart(text.charAt(end))) stands |= ENDS;
        for (int form = 0; form < FORMS; form++) {
            if ((form & ~stands) == 0 && (forms[literal] >> form & 1) != 0) found.set(literal * FORMS + form);
        }
    }

    private static boolean hasAll(BitSet found, int[][] parts) {
        for (int[] part : parts) if (!hasOne(found, part)) return false;
        return true;
    }

    private static boolean hasOne(BitSet found, int[] literals) {
        for (int literal : literals) if (found.get(literal)) return true;
        return false;
    }

    static final class Builder {
        private final Transitions transitions = new Transitions(0);
        private int[] parent = new int[1 << 12];
        private char[] by = new char[1 << 12];
        private int[] depth = new int[1 << 12];
        private int[] literalAt = new int[1 << 12];
        private int states = 1;
        private int literals;
        private int[] lengths = new int[1 << 10];
        private byte[] forms = new byte[1 << 10];
        private final List<List<Integer>> phrasesOf = new ArrayList<>();
        private final List<int[][]> required = new ArrayList<>();
        private final BitSet always = new BitSet();

        Builder() {
            literalAt[0] = -1;
        }

        /// Adds the next phrase.
        ///
        /// @param parts for each part that cannot be left out, literals of which one occurs wherever
        ///              the phrase does, as [Phrase] has them; by the first part the phrase comes to be tried
        void add(List<List<String>> parts) {
            int phrase = required.size();
            if (parts.isEmpty()) always.set(phrase);
            else
                for (String literal : parts.getFirst())
                    phrasesOf.get(literal(literal)).add(phrase);
            required.add(parts.stream()
                    .skip(1)
                    .map(part -> part.stream().mapToInt(this::literal).toArray())
                    .toArray(int[][]::new));
        }

        /// @param anchor with a space before it where a word begins, behind it where one ends
        private int literal(String anchor) {
            String literal = anchor.strip();
            int form = (anchor.startsWith(" ") ? BEGINS : 0) + (anchor.endsWith(" ") ? ENDS : 0);
            int state = 0;
            for (int i = 0; i < literal.length(); i++) {
                int next = transitions.next(state, literal.charAt(i));
                state = next == 0 ? grow(state, literal.charAt(i)) : next;
            }
            if (literalAt[state] < 0) {
                if (literals == lengths.length) {
                    lengths = Arrays.copyOf(lengths, literals * 2);
                    forms = Arrays.copyOf(forms, literals * 2);
                }
                lengths[literals] = literal.length();
                literalAt[state] = literals++;
                for (int i = 0; i < FORMS; i++) phrasesOf.add(new ArrayList<>());
            }
            forms[literalAt[state]] |= (byte) (1 << form);
            return literalAt[state] * FORMS + form;
        }

        private int grow(int from, char c) {
            if (states == parent.length) {
                parent = Arrays.copyOf(parent, states * 2);
                by = Arrays.copyOf(by, states * 2);
                depth = Arrays.copyOf(depth, states * 2);
                literalAt = Arrays.copyOf(literalAt, states * 2);
            }
            parent[states] = from;
            by[states] = c;
            depth[states] = depth[from] + 1;
            literalAt[states] = -1;
            transitions.put(from, c, states);
            return states++;
        }

        Anchors build() {
            int[] failure = new int[states];
            int[] shorter = new int[states];
            for (int state : byDepth()) {
                int from = parent[state];
                if (from != 0) failure[state] = fallBack(failure, failure[from], by[state]);
                int back = failure[state];
                shorter[state] = literalAt[back] >= 0 ? back : shorter[back];
            }
            int[][] phrases = phrasesOf.stream()
                    .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                    .toArray(int[][]::new);
            return new Anchors(
                    transitions,
                    failure,
                    Arrays.copyOf(literalAt, states),
                    Arrays.copyOf(lengths, literals),
                    Arrays.copyOf(forms, literals),
                    shorter,
                    phrases,
                    required.toArray(int[][][]::new),
                    always);
        }

        private int fallBack(int[] failure, int from, char c) {
            int back = from;
            int next = transitions.next(back, c);
            while (next == 0 && back != 0) {
                back = failure[back];
                next = transitions.next(back, c);
            }
            return next;
        }

        /// All states but the root, the shallow ones first.
        private int[] byDepth() {
            int[] first = new int[Arrays.stream(depth, 0, states).max().orElse(0) + 2];
            for (int state = 1; state < states; state++) first[depth[state] + 1]++;
            for (int i = 1; i < first.length; i++) first[i] += first[i - 1];
            int[] sorted = new int[states - 1];
            for (int state = 1; state < states; state++) sorted[first[depth[state]]++] = state;
            return sorted;
        }
    }

    /// From a state by a character to the next, as an open-addressed table; 0 for nowhere.
    private static final class Transitions {
        /// From the first state, to which most characters of a text lead back.
        private final int[] root = new int[1 << 16];
        private long[] keys;
        private int[] values;
        private int size;

        /// @param expected about how many there will be
        Transitions(int expected) {
            int places = Math.max(1 << 14, Integer.highestOneBit(Math.max(1, expected)) * 4);
            keys = new long[places];
            values = new int[places];
        }

        int next(int state, char c) {
            return state == 0 ? root[c] : values[slot(keys, key(state, c))];
        }

        void put(int state, char c, int next) {
            if (state == 0) {
                root[c] = next;
                return;
            }
            if (++size * 3 > keys.length) grow();
            int slot = slot(keys, key(state, c));
            keys[slot] = key(state, c);
            values[slot] = next;
        }

        /// Takes one transition.
        interface Each {
            void transition(int from, char c, int to);
        }

        void each(Each each) {
            for (int c = 0; c < root.length; c++) if (root[c] != 0) each.transition(0, (char) c, root[c]);
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] != 0) each.transition((int) (keys[i] >>> 16) - 1, (char) keys[i], values[i]);
            }
        }

        /// Never 0, which marks a free place.
        private static long key(int state, char c) {
            return (long) (state + 1) << 16 | c;
        }

        private static int slot(long[] keys, long key) {
            int mask = keys.length - 1;
            int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
            while (keys[slot] != 0 && keys[slot] != key) slot = (slot + 1) & mask;
            return slot;
        }

        private void grow() {
            long[] oldKeys = keys;
            int[] oldValues = values;
            keys = new long[oldKeys.length * 2];
            values = new int[oldKeys.length * 2];
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldKeys[i] == 0) continue;
                int slot = slot(keys, oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
