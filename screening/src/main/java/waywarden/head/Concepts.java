package waywarden.head;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import waywarden.conversation.WaywardenException;
import waywarden.indicator.NormalText;

/// Words of the same meaning in several languages, so that what is learnt of a message in one language holds
/// in the others.
///
/// The lexicon's file has a concept's name on a line of its own and below it, indented, one line a language:
/// its code, then words parted by commas. `word` stands for itself, `stem*` for every word that begins so,
/// two or three words for the run of them; Chinese and Japanese words match wherever they stand. Words are
/// folded as messages are ([NormalText]). Where two entries fit, a run of words wins over a word, a word over
/// a stem and the longer over the shorter; a word listed under two concepts belongs to the first. Names of
/// countries stand for nothing, whatever stem they begin with: it is approaches that are judged.
public final class Concepts {

    /// Takes the concepts of a message, in order.
    @FunctionalInterface
    interface Sink {
        /// @param concept number of the concept's name: the same in every build
        /// @param start   first character of the words in the folded text
        /// @param end     after the last
        void concept(int concept, int start, int end);
    }

    private static final String RESOURCE = "/waywarden/head/concepts.bin";

    /// What an entry of the table may be; one entry may be several.
    private static final int WORD = 1;

    private static final int STEM = 2;

    /// A longer entry begins so: for runs of words, or of characters without spaces.
    private static final int MORE = 4;

    /// The name of words that are known to stand for no concept.
    private static final int NOTHING = -1;

    private static final int LONGEST_RUN = 3;
    private static final int LONGEST_HAN = 10;
    private static final int LONGEST_WORD = 40;
    private static final int SHORTEST_STEM = 2;

    /// Articles, prepositions and verb prefixes that Arabic writes as one with the word, longest first.
    private static final List<String> ARABIC_PREFIXES =
            List.of("وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك", "ت", "ي", "ن", "ا");

    /// The lower bits of a mark are the kinds of the entry, the others some of its key's: most keys that stand in no
    /// entry are told by it, which is small enough to stay near the processor.
    private static final int KINDS = 7;

    private final long[] keys;
    private final int[] names;
    /// 0 where no entry stands.
    private final short[] marks;

    private Concepts(int size) {
        keys = new long[size];
        names = new int[size];
        marks = new short[size];
    }

    /// The lexicon that the library carries.
    static Concepts bundled() {
        return Bundled.LEXICON;
    }

    private static final class Bundled {
        private static final Concepts LEXICON = load();

        private static Concepts load() {
            try (InputStream in = Concepts.class.getResourceAsStream(RESOURCE)) {
                if (in == null) throw new WaywardenException("The lexicon is missing; install Waywarden again.");
                return read(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The build's step: `Concepts LEXICON FILE` folds the lexicon into one file that is read in no time.
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Reader lexicon = Files.newBufferedReader(Path.of(args[0]));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            parse(lexicon).write(out);
        }
    }

    /// Reads a lexicon as people write it.
    ///
    /// @throws WaywardenException that names the line where it is not as it should be
    static Concepts parse(Reader lexicon) throws IOException {
        Builder builder = new Builder();
        BufferedReader lines = new BufferedReader(lexicon);
        int number = 0;
        String concept = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) continue;
            if (!Character.isWhitespace(line.charAt(0))) {
                concept = line.strip();
                continue;
            }
            String[] words = line.strip().split("\\s+", 2);
            if (concept.isEmpty() || words.length < 2 || !words[0].matches("[a-z]{2}")) {
                throw new WaywardenException("The lexicon's line " + number
                        + " is neither a concept's name nor a language's code with words.");
            }
            for (String word : words[1].split(",")) builder.add(concept, word.strip());
        }
        return builder.build();
    }

    private static final class Builder {
        private record Entry(int name, int kind) {}

        private final Map<Long, Entry> entries = new LinkedHashMap<>();

        void add(String concept, String written) {
            boolean stem = written.endsWith("*");
            String word = NormalText.of(stem ? written.substring(0, written.length() - 1) : written)
                    .folded();
            if (word.isEmpty()) return;
            put(hash(word, 0, word.length()), nameOf(concept), stem ? STEM : WORD);
            for (int i = 1; i < word.length(); i++) {
                if (word.charAt(i) == ' ' || Grams.isHan(word.charAt(i - 1))) put(hash(word, 0, i), 0, MORE);
            }
        }

        /// The first concept keeps the word; kinds add up.
        private void put(long key, int name, int kind) {
            entries.merge(
                    key,
                    new Entry(name, kind),
                    (known, more) -> new Entry(known.name == 0 ? more.name : known.name, known.kind | more.kind));
        }

        /// Countries' names, but for those that are everyday words.
        private void leaveOutCountries() {
            for (String language : CountryNames.LANGUAGES) {
                for (String country : CountryNames.in(language)) {
                    String name = NormalText.of(country).folded();
                    if (name.length() < 2 || name.equals("reunion")) continue;
                    entries.merge(
                            hash(name, 0, name.length()),
                            new Entry(NOTHING, WORD),
                            (known, none) -> new Entry(NOTHING, known.kind | WORD));
                }
            }
        }

        Concepts build() {
            leaveOutCountries();
            TreeMap<Long, Entry> sorted = new TreeMap<>(entries);
            long[] keys = new long[sorted.size()];
            int[] names = new int[keys.length];
            byte[] kinds = new byte[keys.length];
            int at = 0;
            for (Map.Entry<Long, Entry> entry : sorted.entrySet()) {
                keys[at] = entry.getKey();
                names[at] = entry.getValue().name;
                kinds[at++] = (byte) entry.getValue().kind;
            }
            return table(keys, names, kinds);
        }
    }

    /// An open-addressed table of the entries.
    private static Concepts table(long[] keys, int[] names, byte[] kinds) {
        Concepts table = new Concepts(Integer.highestOneBit(Math.max(8, keys.length)) * 4);
        for (int i = 0; i < keys.length; i++) {
            int slot = table.slot(keys[i]);
            table.keys[slot] = keys[i];
            table.names[slot] = names[i];
            table.marks[slot] = (short) (mark(keys[i]) | kinds[i]);
        }
        return table;
    }

    private void write(DataOutputStream out) throws IOException {
        List<Integer> used = new ArrayList<>();
        for (int slot = 0; slot < keys.length; slot++) if (marks[slot] != 0) used.add(slot);
        out.writeInt(used.size());
        for (int slot : used) out.writeLong(keys[slot]);
        for (int slot : used) out.writeInt(names[slot]);
        for (int slot : used) out.writeByte(marks[slot] & KINDS);
    }

    private static Concepts read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        int count = data.readInt();
        ByteBuffer bytes = ByteBuffer.wrap(data.readNBytes(count * (Long.BYTES + Integer.BYTES + 1)));
        long[] keys = new long[count];
        int[] names = new int[count];
        byte[] kinds = new byte[count];
        bytes.asLongBuffer().get(keys);
        bytes.position(count * Long.BYTES).slice().asIntBuffer().get(names);
        bytes.position(count * (Long.BYTES + Integer.BYTES)).get(kinds);
        return table(keys, names, kinds);
    }

    /// The numbers of all concepts that the lexicon has words for.
    Set<Integer> all() {
        Set<Integer> all = new TreeSet<>();
        for (int slot = 0; slot < marks.length; slot++) {
            if ((marks[slot] & (WORD | STEM)) != 0 && names[slot] != NOTHING) all.add(names[slot]);
        }
        return all;
    }

    /// The number of a concept, by its name.
    static int nameOf(String concept) {
        long hash = hash(concept, 0, concept.length());
        int name = (int) (hash ^ (hash >>> 32));
        return name == 0 || name == NOTHING ? 1 : name;
    }

    /// The concepts of a word of a script with spaces, or of a run of words that begins with it.
    ///
    /// @param start first character of the word
    /// @param end   after its last
    /// @return where reading goes on: after the run or the word
    int word(String text, int start, int end, Sink sink) {
        int name = 0;
        long hash = SEED;
        int slot = -1;
        for (int i = start; i < end; i++) {
            hash = step(hash, text.charAt(i));
            int length = i + 1 - start;
            if (i + 1 < end && (length < SHORTEST_STEM || end - start > LONGEST_WORD)) continue;
            slot = slot(hash);
            if (length >= SHORTEST_STEM && (marks[slot] & STEM) != 0) name = names[slot];
        }
        if (slot >= 0 && (marks[slot] & MORE) != 0) {
            int run = run(text, hash, start, end, sink);
            if (run > end) return run;
        }
        if (end - start > LONGEST_WORD) name = 0;
        else if (slot >= 0 && (marks[slot] & WORD) != 0) name = names[slot];
        if (name == 0 && isArabic(text.charAt(start))) name = withoutPrefix(text, start, end);
        if (name != 0 && name != NOTHING) sink.concept(name, start, end);
        return end;
    }

    /// @param first hash of the word, with which a longer entry begins
    /// @return after the longest known run of two or three words; `end` where there is none
    private int run(String text, long first, int start, int end, Sink sink) {
        int found = end;
        int name = 0;
        int to = end;
        long hash = first;
        for (int words = 2; words <= LONGEST_RUN; words++) {
            if (words > 2 && (marks[slot(hash)] & MORE) == 0) break;
            int next = to + 1;
            if (next >= text.length() || text.charAt(to) != ' ' || !Character.isLetter(text.charAt(next))) break;
            int nextEnd = Grams.wordEnd(text, next, text.length());
            if (nextEnd == next) break;
            hash = hash(hash, text, to, nextEnd);
            to = nextEnd;
            int whole = slot(hash);
            if ((marks[whole] & WORD) != 0) {
                found = to;
                name = names[whole];
            }
        }
        if (name != 0 && name != NOTHING) sink.concept(name, start, found);
        return found;
    }

    private int single(String text, int start, int end) {
        if (end - start > LONGEST_WORD) return 0;
        int name = 0;
        long hash = SEED;
        for (int i = start; i < end; i++) {
            hash = step(hash, text.charAt(i));
            int length = i + 1 - start;
            if (length < SHORTEST_STEM && i + 1 < end) continue;
            int slot = slot(hash);
            if (i + 1 == end && (marks[slot] & WORD) != 0) return names[slot];
            if (length >= SHORTEST_STEM && (marks[slot] & STEM) != 0) name = names[slot];
        }
        return name;
    }

    private int withoutPrefix(String text, int start, int end) {
        for (String prefix : ARABIC_PREFIXES) {
            int from = start + prefix.length();
            if (end - from < 2 || !text.startsWith(prefix, start)) continue;
            int name = single(text, from, end);
            if (name != 0) return name;
        }
        return 0;
    }

    /// The longest concept that begins at a character of a script without spaces.
    ///
    /// @return where reading goes on: after the concept, or `start` where none begins
    int han(String text, int start, int length, Sink sink) {
        int found = start;
        int name = 0;
        long hash = SEED;
        for (int i = start; i < Math.min(length, start + LONGEST_HAN); i++) {
            hash = step(hash, text.charAt(i));
            int slot = slot(hash);
            if ((marks[slot] & WORD) != 0) {
                found = i + 1;
                name = names[slot];
            }
            if ((marks[slot] & MORE) == 0) break;
        }
        if (name != 0 && name != NOTHING) sink.concept(name, start, found);
        return found;
    }

    private static boolean isArabic(char c) {
        return c >= 0x0600 && c <= 0x06FF;
    }

    private static final long SEED = 0x6a09e667f3bcc909L;

    private static long hash(String text, int start, int end) {
        return hash(SEED, text, start, end);
    }

    private static long hash(long before, String text, int start, int end) {
        long hash = before;
        for (int i = start; i < end; i++) hash = step(hash, text.charAt(i));
        return hash;
    }

    /// One step of a multiplicative hash of 64 bits, wide enough that no two entries or words meet.
    private static long step(long hash, char c) {
        long h = (hash ^ c) * 0x9E3779B97F4A7C15L;
        return h ^ (h >>> 29);
    }

    /// Where a key stands, or the free place where it would.
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * 0xD6E8FEB86659FD93L) >>> 40) & mask;
        int mark = mark(key);
        while (marks[slot] != 0 && !((marks[slot] & ~KINDS) == mark && keys[slot] == key)) slot = (slot + 1) & mask;
        return slot;
    }

    private static int mark(long key) {
        return (short) (key >>> 48) & ~KINDS;
    }
}
