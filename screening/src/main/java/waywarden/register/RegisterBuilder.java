package waywarden.register;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Gathers protected matters and writes them as one signed register file. Texts and terms given to it are
/// hashed at once and not kept.
///
/// Not safe for several threads.
public final class RegisterBuilder {

    /// Letters of a gram: what two texts must share without a slip to share a fingerprint at all.
    public static final int GRAM = 20;

    /// Grams in a window: of every run of `GRAM + WINDOW - 1` letters at least one gram is kept.
    public static final int WINDOW = 24;

    /// A list term with fewer letters needs another element beside it: shorter ones turn up by chance,
    /// and whoever has the key could find them by trying.
    public static final int ALONE = 10;

    /// Longest list term, in letters.
    public static final int LONGEST_TERM = 120;

    /// Most different lengths of terms, and of elements: a bound on look-ups for each word.
    private static final int MOST_LENGTHS = 64;

    /// Random rows for each real one, in hundredths, with the least and the most: a large table needs no hiding.
    private static final int DECOYS_PERCENT = 5;

    private static final int LEAST_DECOYS = 64;
    private static final int MOST_DECOYS = 50_000;

    /// Bits of the element filter for each element; one in so many random words passes.
    private static final int BITS_OF_AN_ELEMENT = 16;

    private final RegisterKey key;
    private final SecureRandom random;
    private final KeyedHash hash;
    private final long gramPower;
    private final PrintTable.Rows grams = new PrintTable.Rows();
    private final PrintTable.Rows terms = new PrintTable.Rows();
    private final PrintTable.Rows likeness = new PrintTable.Rows();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private int[] gramsOf = new int[8];
    private int[] termsOf = new int[8];
    private int[] likenessOf = new int[8];
    private final TreeSet<Integer> termLengths = new TreeSet<>();
    private final TreeSet<Integer> elementLengths = new TreeSet<>();
    private final TreeSet<Long> elements = new TreeSet<>();
    private long[] common = new long[0];
    private int commonCount;
    private boolean commonSorted = true;

    /// @param random for decoys and the nonce
    public RegisterBuilder(RegisterKey key, SecureRandom random) {
        this.key = key;
        this.random = random;
        this.hash = new KeyedHash(key);
        this.gramPower = hash.power(GRAM);
    }

    /// What became of a list term.
    public enum Term {
        /// It is in the register.
        TAKEN,
        /// It has no letters or digits.
        EMPTY,
        /// It has fewer than [#ALONE] letters and no second element, or this is one of two letters.
        NEEDS_COMPANY,
        /// It has more than [#LONGEST_TERM] letters.
        TOO_LONG,
        /// Lists hold terms of so many different lengths already that each word would cost too much.
        TOO_MANY_LENGTHS
    }

    /// Leaves everything that this text holds out of documents added from now on: what is public, what
    /// stands in every letterhead, what the organisation says of itself.
    public void except(String text) {
        for (Passage passage : Passage.of(text)) {
            RegisterLetters letters = RegisterLetters.of(passage.text());
            long[] sums = hash.sums(letters);
            common(grams(letters, sums));
            common(pairs(letters, sums));
        }
    }

    private void common(Values values) {
        if (commonCount + values.count > common.length) {
            common = Arrays.copyOf(common, Math.max(commonCount + values.count, common.length * 2));
        }
        System.arraycopy(values.places, 0, common, commonCount, values.count);
        commonCount += values.count;
        commonSorted = false;
    }

    /// Adds a document's text to an entry; entries are told apart by their labels.
    ///
    /// @return how many fingerprints of it are kept; 0 where it has fewer than [#GRAM] letters or all of
    ///         it is excepted
    /// @throws IllegalArgumentException if the label stands for another entry
    public int document(Entry entry, String text) {
        int owner = number(entry);
        int before = gramsOf[owner];
        for (Passage passage : Passage.of(text)) {
            RegisterLetters letters = RegisterLetters.of(passage.text());
            long[] sums = hash.sums(letters);
            Values values = grams(letters, sums);
            Winnowing.choose(values.places, values.count, WINDOW, at -> keep(owner, values, at));
            Values pairs = pairs(letters, sums);
            for (int i = 0; i < pairs.count; i++) keepPair(owner, pairs, i);
        }
        return gramsOf[owner] - before;
    }

    private void keep(int owner, Values values, int at) {
        if (isCommon(values.places[at])) return;
        grams.add(values.places[at], owner ^ values.masks[at]);
        gramsOf[owner]++;
    }

    private boolean isCommon(long place) {
        if (!commonSorted) Arrays.sort(common, 0, commonCount);
        commonSorted = true;
        return Arrays.binarySearch(common, 0, commonCount, place) >= 0;
    }

    private void keepPair(int owner, Values pairs, int at) {
        if (!Likeness.isKept(pairs.places[at]) || isCommon(pairs.places[at])) return;
        likeness.add(pairs.places[at], owner ^ pairs.masks[at]);
        likenessOf[owner]++;
    }

    /// Adds a name, number or term to an entry.
    ///
    /// @param with any one of these must stand near the term for it to count; empty where it stands for
    ///             itself, which only terms of [#ALONE] letters or more may
    /// @throws IllegalArgumentException if the label stands for another entry
    public Term term(Entry entry, String term, List<String> with) {
        RegisterLetters letters = RegisterLetters.of(term);
        if (letters.length() == 0) return Term.EMPTY;
        if (letters.length() > LONGEST_TERM) return Term.TOO_LONG;
        List<RegisterLetters> companions = new ArrayList<>();
        for (String companion : with) companions.add(RegisterLetters.of(companion));
        for (RegisterLetters companion : companions) {
            if (companion.length() > LONGEST_TERM) return Term.TOO_LONG;
            if (companion.length() < 3) return Term.NEEDS_COMPANY;
        }
        if (companions.isEmpty()) return alone(entry, letters);
        return together(entry, letters, companions);
    }

    private Term alone(Entry entry, RegisterLetters letters) {
        if (letters.length() < ALONE) return Term.NEEDS_COMPANY;
        if (!room(termLengths, List.of(letters))) return Term.TOO_MANY_LENGTHS;
        int owner = number(entry);
        termLengths.add(letters.length());
        add(KeyedHash.Use.TERM, polynomial(letters), 0, owner);
        termsOf[owner]++;
        return Term.TAKEN;
    }

    private Term together(Entry entry, RegisterLetters letters, List<RegisterLetters> companions) {
        List<RegisterLetters> all = new ArrayList<>(companions);
        all.add(letters);
        if (!room(elementLengths, all)) return Term.TOO_MANY_LENGTHS;
        int owner = number(entry);
        for (RegisterLetters element : all) {
            elementLengths.add(element.length());
            elements.add(place(KeyedHash.Use.ELEMENT, polynomial(element)));
        }
        long a = polynomial(letters);
        for (RegisterLetters companion : companions) {
            long b = polynomial(companion);
            add(KeyedHash.Use.PAIR, Math.min(a, b), Math.max(a, b), owner);
        }
        termsOf[owner]++;
        return Term.TAKEN;
    }

    private static boolean room(Set<Integer> lengths, List<RegisterLetters> more) {
        TreeSet<Integer> all = new TreeSet<>(lengths);
        for (RegisterLetters letters : more) all.add(letters.length());
        return all.size() <= MOST_LENGTHS;
    }

    /// Whether anything has been added.
    public boolean isEmpty() {
        return grams.count() == 0 && terms.count() == 0;
    }

    /// Writes the register, signed; into a file of its own first, which then takes the place of `file` at
    /// once, so that nobody ever sees half a register.
    ///
    /// @param signer Ed25519 private key of the desk
    /// @param made   when, to be shown to those who use it
    /// @throws IOException if it cannot be written; `file` is then as it was
    public void write(Path file, PrivateKey signer, Instant made) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path beside = Files.createTempFile(folder == null ? Path.of(".") : folder, ".register", ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16)) {
                write(out, signer, made);
            }
            move(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void write(OutputStream out, PrivateKey signer, Instant made) throws IOException {
        List<About.Held> held = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            held.add(new About.Held(entries.get(i), gramsOf[i], likenessOf[i], termsOf[i]));
        }
        About about = new About(made, GRAM, lengths(termLengths), lengths(elementLengths), elementFilter(), held);
        for (PrintTable.Rows rows : List.of(grams, terms, likeness)) addDecoys(rows);
        List<byte[]> tables = List.of(grams.table(), terms.table(), likeness.table());
        RegisterFile.write(out, key, signer, about.written(), tables, random);
    }

    private static int[] lengths(Set<Integer> lengths) {
        return lengths.stream().mapToInt(Integer::intValue).toArray();
    }

    private void addDecoys(PrintTable.Rows rows) {
        int decoys = Math.clamp(rows.count() / 100L * DECOYS_PERCENT, LEAST_DECOYS, MOST_DECOYS);
        for (int i = 0; i < decoys; i++) rows.add(random.nextLong(), random.nextInt());
    }

    /// Bits of the elements' values, and as many random ones more as hide how many there are.
    private byte[] elementFilter() {
        if (elements.isEmpty()) return new byte[0];
        int bits = Math.max(256, Integer.highestOneBit(elements.size() * BITS_OF_AN_ELEMENT) * 2);
        byte[] filter = new byte[bits / 8];
        int set = 0;
        for (long place : elements) set += set(filter, (int) (place & (bits - 1)));
        while (set < bits / 12) set += set(filter, random.nextInt(bits));
        return filter;
    }

    private static int set(byte[] filter, int bit) {
        boolean isSet = (filter[bit >> 3] >> (bit & 7) & 1) != 0;
        filter[bit >> 3] |= (byte) (1 << (bit & 7));
        return isSet ? 0 : 1;
    }

    // --- hashing ---

    /// Keyed values of all grams, or all pairs, of a part of a text.
    private record Values(long[] places, int[] masks, int count) {}

    private Values grams(RegisterLetters letters, long[] sums) {
        int count = Math.max(0, letters.length() - GRAM + 1);
        long[] polynomials = new long[count];
        for (int i = 0; i < count; i++) polynomials[i] = KeyedHash.run(sums, i, i + GRAM, gramPower);
        Values values = new Values(new long[count], new int[count], count);
        hash.values(KeyedHash.Use.GRAM, polynomials, null, count, values.places, values.masks);
        return values;
    }

    private Values pairs(RegisterLetters letters, long[] sums) {
        Likeness.Pairs pairs = Likeness.of(letters, sums, hash);
        int count = pairs.count();
        Values values = new Values(new long[count], new int[count], count);
        hash.values(KeyedHash.Use.LIKENESS, pairs.firsts(), pairs.seconds(), count, values.places, values.masks);
        return values;
    }

    private long polynomial(RegisterLetters letters) {
        return KeyedHash.run(hash.sums(letters), 0, letters.length(), hash.power(letters.length()));
    }

    private long place(KeyedHash.Use use, long polynomial) {
        long[] place = new long[1];
        hash.values(use, new long[] {polynomial}, null, 1, place, new int[1]);
        return place[0];
    }

    private void add(KeyedHash.Use use, long first, long second, int owner) {
        long[] place = new long[1];
        int[] mask = new int[1];
        hash.values(use, new long[] {first}, new long[] {second}, 1, place, mask);
        terms.add(place[0], owner ^ mask[0]);
    }

    private int number(Entry entry) {
        Integer known = numbers.get(entry.label());
        if (known != null) {
            if (!entries.get(known).equals(entry)) throw new IllegalArgumentException("a label stands for one entry");
            return known;
        }
        int number = entries.size();
        numbers.put(entry.label(), number);
        entries.add(entry);
        if (number == gramsOf.length) {
            gramsOf = Arrays.copyOf(gramsOf, number * 2);
            termsOf = Arrays.copyOf(termsOf, number * 2);
            likenessOf = Arrays.copyOf(likenessOf, number * 2);
        }
        return number;
    }
}
