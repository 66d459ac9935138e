package waywarden.register;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import waywarden.register.Touch.Kind;

/// A register of protected matters, opened and verified: says which of them a text touches and where, on
/// the worker's own machine, without holding or showing what is protected.
///
///     if (Register.open(file, key) instanceof RegisterReading.Opened(Register register)) {
///         for (Touch touch : register.check(draft, LocalDate.now(zone))) warn(touch.entry(), touch.spans());
///     }
///
/// Safe for use by several threads. Time and memory grow with the text and with nothing else: nobody who
/// writes a text can make a letter of it cost more than a bounded number of look-ups.
public final class Register {

    /// How much must be found before it is said.
    ///
    /// @param grams different fingerprints of an entry near each other that make a copy; one alone may be a
    ///              turn of phrase
    /// @param pairs different pairs of telling words near each other that make a likeness
    public record Sensitivity(int grams, int pairs) {

        /// At most one hit in 10,000 ordinary messages on what we measured; see `docs/register.md`.
        public static final Sensitivity DEFAULT = new Sensitivity(2, 3);

        public Sensitivity {
            if (grams < 1 || pairs < 1) throw new IllegalArgumentException("something must be found");
        }
    }

    private final RegisterKey key;
    private final About about;
    private final PrintTable grams;
    private final PrintTable terms;
    private final PrintTable likeness;
    private final long bytes;

    private Register(RegisterKey key, About about, List<PrintTable> tables, long bytes) {
        this.key = key;
        this.about = about;
        this.grams = tables.get(0);
        this.terms = tables.get(1);
        this.likeness = tables.get(2);
        this.bytes = bytes;
    }

    /// Opens a register file: reads it whole, checks the issuer's signature, then reads what it says.
    ///
    /// @param file written by [RegisterBuilder]
    /// @param key  the same secret that it was built with, and the issuer's public key
    /// @return the register, or why it was refused; never throws for what the file holds
    public static RegisterReading open(Path file, RegisterKey key) {
        try {
            return opened(RegisterFile.read(file, key), key);
        } catch (RegisterFile.Refused refused) {
            return new RegisterReading.Refused(refused.why());
        }
    }

    /// The same of a register that is in memory already; the bytes are not copied and must not change.
    public static RegisterReading open(byte[] register, RegisterKey key) {
        try {
            return opened(RegisterFile.read(register, key), key);
        } catch (RegisterFile.Refused refused) {
            return new RegisterReading.Refused(refused.why());
        }
    }

    private static RegisterReading opened(RegisterFile.Content content, RegisterKey key) {
        About about = About.of(content.about());
        if (about == null || content.tables().size() != 3) {
            return new RegisterReading.Refused(RegisterReading.Why.OTHER_VERSION);
        }
        return new RegisterReading.Opened(new Register(key, about, content.tables(), content.bytes().length));
    }

    /// When the register was made.
    public Instant made() {
        return about.made();
    }

    /// The protected matters, in the order in which they were given.
    public List<Entry> entries() {
        return about.entries().stream().map(About.Held::entry).toList();
    }

    /// How much the register holds of an entry, for the desk that looks into it.
    ///
    /// @param fingerprints of its documents
    /// @param terms        of its lists
    public record Extent(Entry entry, int fingerprints, int terms) {}

    /// How much the register holds of each entry, in order.
    public List<Extent> extents() {
        return about.entries().stream()
                .map(held -> new Extent(held.entry(), held.grams(), held.terms()))
                .toList();
    }

    /// Rows of all tables together, decoys among them: what somebody without the key can count.
    public long rows() {
        return (long) grams.count() + terms.count() + likeness.count();
    }

    /// Size of the file and of what it takes in memory, in bytes.
    public long bytes() {
        return bytes;
    }

    /// The protected matters that a text touches.
    ///
    /// @param text a draft, a message, a document's text
    /// @param day  entries that have expired before it are left out
    /// @return in the order of their first place in the text; empty where it touches none
    public List<Touch> check(String text, LocalDate day) {
        return check(text, day, null);
    }

    /// The protected matters that a text touches, for a given reader.
    ///
    /// @param audience whom the text is for; entries that may be told to them are left out; null for nobody
    ///                 in particular
    public List<Touch> check(String text, LocalDate day, @Nullable String audience) {
        return check(text, day, audience, Sensitivity.DEFAULT);
    }

    /// The protected matters that a text touches, for a given reader, as sensitively as is wanted.
    public List<Touch> check(String text, LocalDate day, @Nullable String audience, Sensitivity sensitivity) {
        Map<Integer, Hits> copies = new TreeMap<>();
        Map<Integer, Hits> alike = new TreeMap<>();
        Map<Integer, Hits> named = new TreeMap<>();
        Scan scan = new Scan(key, about, grams, terms, likeness);
        for (Passage passage : Passage.of(text)) scan.read(passage, copies, alike, named);
        List<Touch> touches = new ArrayList<>();
        copies.forEach((owner, hits) -> add(touches, owner, hits, Kind.COPY, day, audience, sensitivity));
        alike.forEach((owner, hits) -> add(touches, owner, hits, Kind.LIKENESS, day, audience, sensitivity));
        named.forEach((owner, hits) -> add(touches, owner, hits, Kind.TERM, day, audience, sensitivity));
        removeLikenessBesideCopy(touches);
        touches.sort(Comparator.comparingInt(
                        (Touch touch) -> touch.spans().getFirst().start())
                .thenComparing(Touch::kind));
        return touches;
    }

    private void add(
            List<Touch> touches,
            int owner,
            Hits hits,
            Kind kind,
            LocalDate day,
            @Nullable String audience,
            Sensitivity sensitivity) {
        About.Held held = about.entries().get(owner);
        Entry entry = held.entry();
        if (!entry.holdsOn(day) || (audience != null && entry.mayBeToldTo(audience))) return;
        int whole = switch (kind) {
            case COPY -> held.grams();
            case LIKENESS -> held.likeness();
            case TERM -> held.terms();
        };
        int enough = switch (kind) {
            case COPY -> Math.min(sensitivity.grams(), Math.max(1, whole));
            case LIKENESS -> sensitivity.pairs();
            case TERM -> 1;
        };
        Hits.Found found = hits.found(enough);
        if (found.spans().isEmpty()) return;
        double share = Math.min(1.0, (double) found.different() / Math.max(1, whole));
        touches.add(new Touch(entry, kind, share, found.spans()));
    }

    /// A copy is like what it copies; that need not be said twice.
    private static void removeLikenessBesideCopy(List<Touch> touches) {
        List<Entry> copied = touches.stream()
                .filter(touch -> touch.kind() == Kind.COPY)
                .map(Touch::entry)
                .toList();
        touches.removeIf(touch -> touch.kind() == Kind.LIKENESS && copied.contains(touch.entry()));
    }

    /// Says nothing of what it holds.
    @Override
    public String toString() {
        return "Register[" + about.entries().size() + " entries, " + rows() + " rows]";
    }
}
