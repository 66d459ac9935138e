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

    /// States are numbered from the shallow ones to the deep ones, so that those most often met lie together.
    private final Transitions transitions;
    /// By state: where to go on when a text goes on otherwise, and above it itself where a literal ends there, else the
    /// next shorter one at which one does; 0 for none.
    private final long[] links;
    /// By state at which a literal ends: the number of the first form asked for of the literal, above it the forms, one
    /// bit each, above these how long it is, and at the top the next shorter state at which a literal ends.
    private final long[] ends;

    /// By form of a literal: the phrases that are tried where it is found.
    private final int[][] phrasesOf;
    /// By phrase: for each of its other parts the forms of literals of which one has to be found too.
    private final int[][][] required;
    private final BitSet always;

    /// As it is written.
    private final Laid laid;

    /// What the build works out.
    ///
    /// @param failure   by state: where to go on when a text goes on otherwise
    /// @param literalAt by state: the literal that ends there; negative for none
    /// @param shorter   by state: the next shorter one at which a literal ends; 0 for none
    /// @param lengths   by literal: how long it is
    /// @param forms     by literal: which of the [#FORMS] of it are asked for, one bit each
    private record Laid(int[] failure, int[] literalAt, int[] shorter, int[] lengths, byte[] forms) {}

    private Anchors(Transitions transitions, Laid laid, int[][] phrasesOf, int[][][] required, BitSet always) {
        this.transitions = transitions;
        this.laid = laid;
        this.phrasesOf = phrasesOf;
        this.required = required;
        this.always = always;
        int[] firstForm = firstForms(laid.forms);
        links = new long[laid.failure.length];
        ends = new long[links.length];
        for (int state = 1; state < links.length; state++) {
            int literal = laid.literalAt[state];
            long longest = literal >= 0 ? state : laid.shorter[state];
            links[state] = longest << 32 | laid.failure[state];
            if (literal < 0) continue;
            ends[state] = (long) laid.shorter[state] << SHORTER
                    | (long) laid.lengths[literal] << LENGTH
                    | (long) laid.forms[literal] << FORM_BITS
                    | firstForm[literal];
        }
    }

    private static final int FORM_BITS = 20;
    private static final int LENGTH = FORM_BITS + 4;
    private static final int SHORTER = LENGTH + 12;
    private static final int LONGEST = (1 << (SHORTER - LENGTH)) - 1;

    private static int[] firstForms(byte[] forms) {
        int[] first = new int[forms.length];
        for (int i = 1; i < first.length; i++) first[i] = first[i - 1] + Integer.bitCount(forms[i - 1]);
        return first;
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
        int states = links.length;
        int[] from = new int[states];
        char[] by = new char[states];
        transitions.each((state, c, next) -> {
            from[next] = state;
            by[next] = c;
        });
        all.add(states);
        for (int state = 1; state < states; state++) all.add(from[state]).add(by[state]);
        Ints.write(laid.failure, all);
        Ints.write(laid.literalAt, all);
        Ints.write(laid.shorter, all);
        Ints.write(laid.lengths, all);
        for (byte form : laid.forms) all.add(form);
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
        Laid laid = new Laid(failure, literalAt, shorter, lengths, forms);
        return new Anchors(transitions, laid, phrasesOf, required, always);
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

    /// The phrases that can occur in a text, in ascending order.
    int[] candidates(String text) {
        Found found = literals(text);
        BitSet candidates = new BitSet(required.length);
        candidates.or(always);
        int count = always.cardinality();
        for (int i = 0; i < found.size; i++) {
            for (int phrase : phrasesOf[found.order[i]]) {
                if (candidates.get(phrase) || !hasAll(found, required[phrase])) continue;
                candidates.set(phrase);
                count++;
            }
        }
        int[] ascending = new int[count];
        int at = 0;
        for (int i = 0; i < count; i++, at++) {
            at = candidates.nextSetBit(at);
            ascending[i] = at;
        }
        return ascending;
    }

    private Found literals(String text) {
        Found found = new Found(phrasesOf.length);
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int next = transitions.next(state, c);
            while (next == 0 && state != 0) {
                state = (int) links[state];
                next = transitions.next(state, c);
            }
            state = next;
            for (int at = (int) (links[state] >>> 32); at != 0; at = (int) (ends[at] >>> SHORTER)) {
                found(ends[at], text, i + 1, found);
            }
        }
        return found;
    }

    /// A literal may be asked for in as many forms: as it is, at the beginning of a word, at its end, as a whole word.
    private static final int FORMS = 4;

    private static final int BEGINS = 1;
    private static final int ENDS = 2;

    /// By how a literal stands: the forms that it has there, one bit each.
    private static final int[] FORMS_OF = {0b0001, 0b0011, 0b0101, 0b1111};

    private static void found(long literal, String text, int end, Found found) {
        int start = end - (int) (literal >>> LENGTH & LONGEST);
        int stands = 0;
        if (start == 0 || !Phrase.isWordPart(text.charAt(start - 1))) stands |= BEGINS;
        if (end == text.length() || !Phrase.isWordPart(text.charAt(end))) stands |= ENDS;
        int asked = (int) (literal >>> FORM_BITS) & 0xF;
        int first = (int) literal & (1 << FORM_BITS) - 1;
        for (int left = asked & FORMS_OF[stands]; left != 0; left &= left - 1) {
            found.add(first + Integer.bitCount(asked & (left & -left) - 1));
        }
    }

    /// The distinct forms of literals found in a text: few of very many.
    private static final class Found {
        private int[] order = new int[32];
        private int size;
        private final long[] has;

        /// @param forms how many there are
        Found(int forms) {
            has = new long[(forms >>> 6) + 1];
        }

        void add(int form) {
            if (has(form)) return;
            has[form >>> 6] |= 1L << form;
            if (size == order.length) order = Arrays.copyOf(order, size * 2);
            order[size++] = form;
        }

        boolean has(int form) {
            return (has[form >>> 6] >>> form & 1) != 0;
        }
    }

    private static boolean hasAll(Found found, int[][] parts) {
        for (int[] part : parts) if (!hasOne(found, part)) return false;
        return true;
    }

    private static boolean hasOne(Found found, int[] literals) {
        for (int literal : literals) if (found.has(literal)) return true;
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
            if (literal.length() > LONGEST || literals * FORMS >= 1 << FORM_BITS) {
                throw new IllegalArgumentException("a literal is too long, or there are too many");
            }
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
            int[] sorted = byDepth();
            int[] number = new int[states];
            for (int i = 0; i < sorted.length; i++) number[sorted[i]] = i + 1;
            Transitions renumbered = new Transitions(states);
            int[] failure = new int[states];
            int[] literal = new int[states];
            int[] shorter = new int[states];
            literal[0] = -1;
            for (int old : sorted) {
                int from = number[parent[old]];
                int state = number[old];
                literal[state] = literalAt[old];
                // What it falls back to is shallower, and so is all that leads there.
                if (from != 0) failure[state] = fallBack(renumbered, failure, failure[from], by[old]);
                renumbered.put(from, by[old], state);
                int back = failure[state];
                shorter[state] = literal[back] >= 0 ? back : shorter[back];
            }
            int[] dense = dense();
            int[][] phrases = IntStream.range(0, dense.length)
                    .filter(form -> dense[form] >= 0)
                    .mapToObj(form -> phrasesOf.get(form).stream()
                            .mapToInt(Integer::intValue)
                            .toArray())
                    .toArray(int[][]::new);
            for (int[][] parts : required) {
                for (int[] part : parts) Arrays.setAll(part, i -> dense[part[i]]);
            }
            Laid laid = new Laid(
                    failure, literal, shorter, Arrays.copyOf(lengths, literals), Arrays.copyOf(forms, literals));
            return new Anchors(renumbered, laid, phrases, required.toArray(int[][][]::new), always);
        }

        /// By every form of a literal its number among those asked for; below 0 for the others.
        private int[] dense() {
            int[] first = firstForms(Arrays.copyOf(forms, literals));
            int[] dense = new int[literals * FORMS];
            for (int i = 0; i < dense.length; i++) {
                int asked = forms[i / FORMS];
                int bit = 1 << i % FORMS;
                dense[i] = (asked & bit) == 0 ? -1 : first[i / FORMS] + Integer.bitCount(asked & bit - 1);
            }
            return dense;
        }

        private static int fallBack(Transitions transitions, int[] failure, int from, char c) {
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
        /// The lower part of an entry is the state that it leads to, the upper one whence and by which character.
        private static final int STATE_BITS = 24;

        /// From the first state, to which most characters of a text lead back.
        private final int[] root = new int[1 << 16];
        /// 0 where free.
        private long[] entries;
        /// By state: a bit for each character that leads on, and so for others: most that lead nowhere are told by it.
        private long[] leads;
        private int size;

        /// @param expected about how many there will be
        Transitions(int expected) {
            entries = new long[Math.max(1 << 14, Integer.highestOneBit(Math.max(1, expected)) * 4)];
            leads = new long[Math.max(1 << 12, expected)];
        }

        int next(int state, char c) {
            if (state == 0) return root[c];
            return (leads[state] >>> c & 1) == 0 ? 0 : target(entries[slot(entries, key(state, c))]);
        }

        void put(int state, char c, int next) {
            if (next >>> STATE_BITS != 0) throw new IllegalArgumentException("there are too many literals");
            if (next >= leads.length) leads = Arrays.copyOf(leads, next * 2);
            if (state == 0) {
                root[c] = next;
                return;
            }
            if (++size * 3 > entries.length) grow();
            leads[state] |= 1L << c;
            long key = key(state, c);
            entries[slot(entries, key)] = key << STATE_BITS | next;
        }

        /// Takes one transition.
        interface Each {
            void transition(int from, char c, int to);
        }

        void each(Each each) {
            for (int c = 0; c < root.length; c++) if (root[c] != 0) each.transition(0, (char) c, root[c]);
            for (long entry : entries) {
                long key = entry >>> STATE_BITS;
                if (entry != 0) each.transition((int) (key >>> 16), (char) key, target(entry));
            }
        }

        private static int target(long entry) {
            return (int) entry & ((1 << STATE_BITS) - 1);
        }

        /// In the upper part of an entry; never 0, as the first state has no entries.
        private static long key(int state, char c) {
            return (long) state << 16 | c;
        }

        private static int slot(long[] entries, long key) {
            int mask = entries.length - 1;
            int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
            while (entries[slot] != 0 && entries[slot] >>> STATE_BITS != key) slot = (slot + 1) & mask;
            return slot;
        }

        private void grow() {
            long[] old = entries;
            entries = new long[old.length * 2];
            for (long entry : old) if (entry != 0) entries[slot(entries, entry >>> STATE_BITS)] = entry;
        }
    }
}
