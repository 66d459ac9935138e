package waywarden.register;

import java.util.Arrays;
import java.util.Map;

/// Looks every gram and every run of words of a text up in a register's tables.
///
/// Only the protected documents are winnowed. Of the text every gram is looked up, so that a fingerprint
/// that survives typing errors is found whatever became of the letters around it.
final class Scan {

    /// Two elements of a list entry belong together when at most this many letters apart: about forty
    /// words.
    static final int TOGETHER = 200;

    /// Elements that one is tried with, the nearest first: a bound on what a made-up text can cost.
    private static final int MOST_COMPANIONS = 64;

    private final KeyedHash hash;
    private final About about;
    private final PrintTable grams;
    private final PrintTable terms;
    private final PrintTable likeness;
    private final int gramLength;
    private final long gramPower;
    private final Runs runs = new Runs();

    Scan(RegisterKey key, About about, PrintTable grams, PrintTable terms, PrintTable likeness) {
        this.hash = new KeyedHash(key);
        this.about = about;
        this.grams = grams;
        this.terms = terms;
        this.likeness = likeness;
        this.gramLength = about.gram();
        this.gramPower = hash.power(gramLength);
    }

    void read(Passage passage, Map<Integer, Hits> copies, Map<Integer, Hits> alike, Map<Integer, Hits> named) {
        RegisterLetters letters = RegisterLetters.of(passage.text());
        long[] sums = hash.sums(letters);
        if (grams.count() > 0) grams(passage, letters, sums, copies);
        if (likeness.count() > 0) alike(passage, letters, sums, alike);
        if (terms.count() > 0) {
            terms(passage, letters, sums, named);
            pairs(passage, letters, sums, named);
        }
    }

    // --- grams ---

    private void grams(Passage passage, RegisterLetters letters, long[] sums, Map<Integer, Hits> into) {
        int count = Math.max(0, letters.length() - gramLength + 1);
        runs.clear(count);
        for (int i = 0; i < count; i++) {
            runs.add(KeyedHash.run(sums, i, i + gramLength, gramPower), i, i + gramLength);
        }
        runs.look(KeyedHash.Use.GRAM);
        for (int i = 0; i < count; i++) {
            if (grams.mayHold(runs.places[i])) found(grams, i, passage, letters, into);
        }
    }

    private void found(PrintTable table, int run, Passage passage, RegisterLetters letters, Map<Integer, Hits> into) {
        long place = runs.places[run];
        for (int row = table.find(place); row >= 0; row = table.next(row, place)) {
            int owner = table.owner(row, runs.masks[run]);
            if (owner < 0 || owner >= about.entries().size()) continue;
            int start = passage.start() + letters.start(runs.from[run]);
            int end = passage.start() + letters.end(runs.to[run] - 1);
            into.computeIfAbsent(owner, o -> new Hits()).add(row, start, end);
        }
    }

    // --- likeness ---

    private void alike(Passage passage, RegisterLetters letters, long[] sums, Map<Integer, Hits> into) {
        Likeness.Pairs pairs = Likeness.of(letters, sums, hash);
        runs.clear(pairs.count());
        for (int i = 0; i < pairs.count(); i++) runs.add(pairs.firsts()[i], pairs.from(i), pairs.to(i));
        hash.values(KeyedHash.Use.LIKENESS, pairs.firsts(), pairs.seconds(), pairs.count(), runs.places, runs.masks);
        for (int i = 0; i < pairs.count(); i++) {
            if (Likeness.isKept(runs.places[i])) found(likeness, i, passage, letters, into);
        }
    }

    // --- list terms ---

    private void terms(Passage passage, RegisterLetters letters, long[] sums, Map<Integer, Hits> into) {
        words(letters, sums, about.termLengths());
        runs.look(KeyedHash.Use.TERM);
        for (int i = 0; i < runs.count; i++) found(terms, i, passage, letters, into);
    }

    /// Gathers every run of whole words that has one of the lengths.
    private void words(RegisterLetters letters, long[] sums, int[] lengths) {
        long[] powers = Arrays.stream(lengths).mapToLong(hash::power).toArray();
        runs.clear(1 << 10);
        for (int from = 0; from < letters.length(); from++) {
            if (!letters.beginsWord(from)) continue;
            for (int l = 0; l < lengths.length; l++) {
                int to = from + lengths[l];
                if (to > letters.length() || !letters.endsWord(to - 1)) continue;
                runs.add(KeyedHash.run(sums, from, to, powers[l]), from, to);
            }
        }
    }

    /// Elements that need company: the filter lets through the few runs that may be one, and of these
    /// each is tried with those before it that are near enough.
    private void pairs(Passage passage, RegisterLetters letters, long[] sums, Map<Integer, Hits> into) {
        if (about.elementLengths().length == 0) return;
        words(letters, sums, about.elementLengths());
        runs.look(KeyedHash.Use.ELEMENT);
        int count = 0;
        for (int i = 0; i < runs.count; i++) {
            if (!mayBeElement(runs.places[i])) continue;
            runs.keep(i, count++);
        }
        Runs elements = runs.copyOf(count);
        runs.clear(1 << 10);
        long[] seen = new long[MOST_COMPANIONS];
        for (int i = 0; i < count; i++) {
            int companions = 0;
            for (int j = i - 1; j >= 0 && companions < MOST_COMPANIONS; j--) {
                if (elements.from[i] - elements.to[j] > TOGETHER) break;
                if (elements.to[j] > elements.from[i] || holds(seen, companions, elements.polynomials[j])) continue;
                seen[companions++] = elements.polynomials[j];
                runs.addPair(elements, i, j);
            }
        }
        runs.look(KeyedHash.Use.PAIR);
        for (int i = 0; i < runs.count; i++) found(terms, i, passage, letters, into);
    }

    private boolean mayBeElement(long place) {
        byte[] filter = about.elements();
        if (filter.length == 0) return false;
        int bit = (int) (place & (filter.length * 8L - 1));
        return (filter[bit >> 3] >> (bit & 7) & 1) != 0;
    }

    private static boolean holds(long[] values, int count, long wanted) {
        for (int i = 0; i < count; i++) if (values[i] == wanted) return true;
        return false;
    }

    /// Runs of letters to be looked up together.
    private final class Runs {
        private long[] polynomials = new long[0];
        private long[] seconds = new long[0];
        private long[] places = new long[0];
        private int[] masks = new int[0];
        private int[] from = new int[0];
        private int[] to = new int[0];
        private int count;
        private boolean paired;

        void clear(int expected) {
            count = 0;
            paired = false;
            if (expected > polynomials.length) grow(expected);
        }

        void add(long polynomial, int begin, int end) {
            if (count == polynomials.length) grow(count * 2);
            polynomials[count] = polynomial;
            from[count] = begin;
            to[count] = end;
            count++;
        }

        /// Order makes no difference to a pair.
        void addPair(Runs elements, int one, int other) {
            long a = elements.polynomials[one];
            long b = elements.polynomials[other];
            add(Math.min(a, b), elements.from[other], elements.to[one]);
            seconds[count - 1] = Math.max(a, b);
            paired = true;
        }

        void keep(int index, int at) {
            polynomials[at] = polynomials[index];
            from[at] = from[index];
            to[at] = to[index];
        }

        Runs copyOf(int kept) {
            Runs copy = new Runs();
            copy.polynomials = Arrays.copyOf(polynomials, kept);
            copy.from = Arrays.copyOf(from, kept);
            copy.to = Arrays.copyOf(to, kept);
            copy.count = kept;
            return copy;
        }

        void look(KeyedHash.Use use) {
            hash.values(use, polynomials, paired ? seconds : null, count, places, masks);
        }

        private void grow(int capacity) {
            polynomials = Arrays.copyOf(polynomials, capacity);
            seconds = Arrays.copyOf(seconds, capacity);
            places = Arrays.copyOf(places, capacity);
            masks = Arrays.copyOf(masks, capacity);
            from = Arrays.copyOf(from, capacity);
            to = Arrays.copyOf(to, capacity);
        }
    }
}
