package waywarden.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import waywarden.advisory.Bulletin;
import waywarden.advisory.CheckedWarning;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.feed.Feed;
import waywarden.advisory.feed.FeedReader;
import waywarden.advisory.feed.WarningFolder;
import waywarden.advisory.signature.Issuers;
import waywarden.advisory.xml.XmlLimits;
import waywarden.conversation.WaywardenException;
import waywarden.page.Means.Fetched;
import waywarden.page.Means.Fetching;
import waywarden.page.Watch.Source;
import waywarden.page.store.PackedFolder;
import waywarden.page.store.PrivateFolder;
import waywarden.page.store.Shelf;
import waywarden.result.Texts;

/// Warnings from the sources she named, read from this machine. What lies on the network is fetched by another program,
/// when she says so and at no other time.
final class Warnings {

    private static final String WATCH = "watch";
    private static final String FEED = "feed-";
    private static final JsonMapper JSON = new JsonMapper();

    /// Most files of one folder, and most bytes of one source that was fetched.
    private static final int MOST_FILES = 2_000;

    private static final long MOST_BYTES = 64L << 20;

    /// Sentences on what is wrong with a source; the rest are counted.
    private static final int PROBLEMS_TOLD = 5;

    private final Shelf shelf;
    private final Fetching fetching;
    private final Clock clock;
    private @Nullable Watch watch;
    private @Nullable Board board;

    /// Fetched with nothing kept on the shelf.
    private final Map<String, byte[]> unkept = new ConcurrentHashMap<>();

    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Warnings(Shelf shelf, Fetching fetching, Clock clock) {
        this.shelf = shelf;
        this.fetching = fetching;
        this.clock = clock;
    }

    /// All that is known of warnings just now.
    ///
    /// @param states  of the sources, in her order
    /// @param trouble with the file of issuers; empty where there is none
    record Board(Bulletin bulletin, List<SourceState> states, String trouble) {}

    /// @param warnings how many it holds
    /// @param problems what could not be read of it, a sentence each
    record SourceState(Source source, int warnings, List<String> problems) {}

    synchronized Watch watch() throws IOException {
        Watch known = watch;
        if (known != null) return known;
        if (shelf.isLocked()) return Watch.NOTHING;
        Watch read = Watch.NOTHING;
        Optional<byte[]> written = shelf.read(WATCH);
        try {
            if (written.isPresent()) read = JSON.readValue(written.get(), Watch.class);
        } catch (JacksonException e) {
            // A damaged list is as good as none: the page says that no source is named.
        }
        watch = read;
        return read;
    }

    synchronized void change(UnaryOperator<Watch> change) throws IOException {
        Watch changed = change.apply(watch());
        shelf.write(WATCH, JSON.writeValueAsBytes(changed));
        watch = changed;
        board = null;
    }

    synchronized void remove(String key) throws IOException {
        change(before -> before.without(key));
        unkept.remove(key);
        shelf.delete(FEED + key);
    }

    synchronized void reset() {
        watch = null;
        board = null;
        unkept.clear();
    }

    boolean isFetching() {
        return !underWay.isEmpty();
    }

    // --- reading ---

    /// What was read last, or now if nothing was yet.
    synchronized Board board(Texts texts) throws IOException {
        Board known = board;
        return known == null ? read(texts) : known;
    }

    /// Reads every source anew.
    synchronized Board read(Texts texts) throws IOException {
        String trouble = "";
        Issuers trusted = Issuers.NONE;
        String issuers = watch().issuers();
        if (issuers != null) {
            try {
                trusted = Issuers.read(Path.of(issuers));
            } catch (WaywardenException | InvalidPathException | IOException e) {
                String why = e instanceof WaywardenException
                        ? String.valueOf(e.getMessage())
                        : texts.say("advisories.unreadable", issuers);
                trouble = texts.say("advisories.no.issuers", why);
            }
        }
        List<CheckedWarning> all = new ArrayList<>();
        List<SourceState> states = new ArrayList<>();
        for (Source source : watch().sources()) states.add(read(texts, source, trusted, all));
        // Without knowing whom she trusts, nobody is.
        if (!trouble.isEmpty()) all.clear();
        Bulletin bulletin = Bulletin.of(all, trusted, clock.instant());
        Board read = new Board(bulletin, states, trouble);
        board = read;
        return read;
    }

    private SourceState read(Texts texts, Source source, Issuers trusted, List<CheckedWarning> all) {
        List<String> problems = new ArrayList<>();
        int before = all.size();
        for (Map.Entry<String, byte[]> document :
                documents(texts, source, problems).entrySet()) {
            Feed feed = FeedReader.read(document.getValue());
            say(texts, feed.findings(), problems);
            for (CapReading reading : feed.warnings()) {
                CheckedWarning warning = CheckedWarning.of(reading, null, trusted);
                if (!warning.accepted()) say(texts, warning.findings(), problems);
                all.add(warning);
            }
            if (feed.warnings().isEmpty() && !feed.entries().isEmpty() && !source.isAddress()) {
                problems.add(texts.say("advisories.links", feed.entries().size()));
            }
        }
        int more = problems.size() - PROBLEMS_TOLD;
        List<String> told = new ArrayList<>(problems.subList(0, Math.min(PROBLEMS_TOLD, problems.size())));
        if (more > 0) told.add(texts.say("advisories.more", more));
        return new SourceState(source, all.size() - before, told);
    }

    private static void say(Texts texts, List<Finding> findings, List<String> into) {
        findings.stream()
                .filter(Finding::refuses)
                .map(finding -> finding.says(texts.locale()))
                .filter(sentence -> !into.contains(sentence))
                .forEach(into::add);
    }

    /// What lies at a source on this machine, by name.
    private Map<String, byte[]> documents(Texts texts, Source source, List<String> problems) {
        Map<String, byte[]> documents = new HashMap<>();
        try {
            if (source.isAddress()) {
                byte[] fetched = fetched(source.key());
                if (fetched.length > 0) documents.putAll(PackedFolder.files(fetched, MOST_BYTES));
                documents.keySet().removeIf(name -> !name.endsWith(".xml"));
                return documents;
            }
            Path path = Path.of(source.where());
            List<Path> files = Files.isDirectory(path) ? WarningFolder.files(path) : List.of(path);
            if (files.size() > MOST_FILES) problems.add(texts.say("advisories.too.many", MOST_FILES));
            for (Path file : files.subList(0, Math.min(MOST_FILES, files.size()))) {
                try (var in = Files.newInputStream(file)) {
                    documents.put(file.toString(), in.readNBytes(XmlLimits.FEED.bytes() + 1));
                }
            }
        } catch (IOException | InvalidPathException e) {
            problems.add(texts.say("advisories.unreadable", source.where()));
        }
        return documents;
    }

    private byte[] fetched(String key) throws IOException {
        byte[] kept = shelf.keeps() ? shelf.read(FEED + key).orElse(null) : unkept.get(key);
        return kept == null ? new byte[0] : kept;
    }

    // --- fetching ---

    /// Has a source fetched; returns when that is done.
    ///
    /// @param at when, as shown
    void fetch(Source source, Texts texts, String at) throws IOException {
        String key = source.key();
        if (!source.isAddress() || !underWay.add(key)) return;
        Path folder = shelf.incoming(MOST_BYTES);
        try {
            byte[] before = fetched(key);
            if (before.length > 0) PackedFolder.unpack(before, folder, MOST_BYTES);
            Fetched came = fetching.fetch(source.where(), folder, texts);
            byte[] after = PackedFolder.pack(folder, MOST_BYTES);
            synchronized (this) {
                if (watch().sources().stream().noneMatch(one -> one.key().equals(key))) return;
                if (shelf.keeps()) shelf.write(FEED + key, after);
                else unkept.put(key, after);
                change(watched -> watched.with(new Source(source.where(), at, came.said())));
            }
        } finally {
            PrivateFolder.delete(folder);
            underWay.remove(key);
        }
    }
}
