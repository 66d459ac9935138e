package waywarden.page;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.intake.Imported;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Perspective.Candidate;
import waywarden.intake.Perspective.Resolved;
import waywarden.intake.Perspective.WhoAreYou;
import waywarden.intake.Problem;
import waywarden.intake.Progress;
import waywarden.intake.Transcript;
import waywarden.intake.Utterance;
import waywarden.page.store.PrivateFolder;

/// Exports on their way in: received, read, asked whose they are, screened. One drop at a time.
final class Drop {

    /// How far it has come.
    enum Stage {
        EMPTY,
        RECEIVING,
        READING,
        WHO,
        SCREENING,
        DONE,
        FAILED
    }

    /// What a person may see of it.
    ///
    /// @param done       bytes or messages
    /// @param of         of how many; 0 where unknown
    /// @param candidates for who she is
    /// @param contacts   how many the exports brought
    /// @param problems   what was not read
    /// @param fault      a key of the words on why it failed
    record State(
            Stage stage,
            long done,
            long of,
            List<Candidate> candidates,
            int contacts,
            List<Problem> problems,
            String fault) {}

    /// Something about what is sent; the key of the words to say it with.
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String key) {
            super(key);
        }

        String key() {
            return String.valueOf(getMessage());
        }
    }

    private static final IntakeLimits LIMITS = IntakeLimits.DEFAULT;

    /// Most bytes and files of one drop.
    private static final long MOST_BYTES = 8L << 30;

    private static final int MOST_FILES = 100_000;
    private static final int DEEPEST = 24;
    private static final int LONGEST_NAME = 100;

    /// Room that is left on the disk for everything else.
    private static final long ROOM_LEFT = 64L << 20;

    /// What our own formats call the two sides.
    private static final Set<String> IN_OUR_FORMATS = Set.of("worker", "contact");

    private static final int MOST_NAMES = 8;

    private final Book book;
    private final ExecutorService work;

    private Stage stage = Stage.EMPTY;
    private @Nullable Path folder;
    private long received;
    private int files;
    private long done;
    private long of;
    private List<Transcript> transcripts = List.of();
    private List<Candidate> candidates = List.of();
    private List<Problem> problems = List.of();
    private int contacts;
    private String fault = "";

    Drop(Book book, ExecutorService work) {
        this.book = book;
        this.work = work;
    }

    synchronized State state() {
        Book.Progressed read = book.progressed();
        boolean screening = stage == Stage.SCREENING;
        return new State(
                stage,
                screening ? read.done() : done,
                screening ? read.of() : of,
                candidates,
                contacts,
                problems,
                fault);
    }

    /// @param bytes how large the browser says the exports are together
    synchronized void begin(long bytes) throws IOException {
        if (stage == Stage.READING || stage == Stage.SCREENING) throw new Refusal("drop.busy");
        if (bytes > MOST_BYTES) throw new Refusal("drop.too.large");
        clear();
        folder = book.shelf().incoming(bytes);
        stage = Stage.RECEIVING;
    }

    /// Takes one file.
    ///
    /// @param name as the browser gives it: a name, or a path from the folder dropped
    void receive(String name, InputStream in) throws IOException {
        Path file = place(name);
        Path parent = file.getParent();
        if (parent != null) Files.createDirectories(parent);
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                count(count, file);
                out.write(buffer, 0, count);
            }
        } catch (IOException | Refusal e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private synchronized void count(int bytes, Path file) throws IOException {
        received += bytes;
        if (received > MOST_BYTES) throw new Refusal("drop.too.large");
        boolean looks = received % (8 << 20) < bytes;
        if (looks && Files.getFileStore(file).getUsableSpace() < ROOM_LEFT) throw new Refusal("drop.disk.full");
    }

    private synchronized Path place(String name) throws IOException {
        Path into = folder;
        if (stage != Stage.RECEIVING || into == null) throw new Refusal("drop.not.begun");
        if (++files > MOST_FILES) throw new Refusal("drop.too.many");
        Path file = into;
        String[] parts = name.replace('\\', '/').split("/");
        if (parts.length > DEEPEST) throw new Refusal("drop.name");
        for (String part : parts) {
            if (!part.isEmpty()) file = file.resolve(plain(part));
        }
        if (file.equals(into) || !file.normalize().startsWith(into)) throw new Refusal("drop.name");
        if (!Files.exists(file)) return file;
        Path other = file.resolveSibling(files + "-" + file.getFileName());
        if (Files.exists(other)) throw new Refusal("drop.name");
        return other;
    }

    /// A name that every file system takes and that leads nowhere else. Its ending tells no reader anything.
    private static String plain(String part) {
        StringBuilder plain = new StringBuilder();
        part.codePoints()
                .limit(LONGEST_NAME)
                .map(c -> Character.isLetterOrDigit(c) || " ._-()[]#&+,@".indexOf(c) >= 0 ? c : '_')
                .forEach(plain::appendCodePoint);
        String safe = plain.toString().strip();
        while (safe.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > 2 * LONGEST_NAME) {
            safe = safe.substring(0, safe.length() - 1);
        }
        return safe.isEmpty() || safe.chars().allMatch(c -> c == '.') ? "_" : safe;
    }

    /// Goes on to read what was received.
    ///
    /// @param names hers, beside those she gave before
    synchronized void read(List<String> names) {
        if (stage != Stage.RECEIVING) throw new Refusal("drop.not.begun");
        stage = Stage.READING;
        work.execute(() -> reading(names));
    }

    private void reading(List<String> names) {
        try {
            Path into = folder;
            if (into == null) return;
            Imported read = imported(into);
            PrivateFolder.delete(into);
            received(read, names);
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private Imported imported(Path into) throws IOException {
        List<Path> paths;
        try (Stream<Path> top = Files.list(into)) {
            paths = top.sorted().toList();
        }
        return Intake.read(paths, LIMITS, new Progress() {
            @Override
            public void at(long bytes, long ofBytes, long messages) {
                progress(bytes, ofBytes);
            }
        });
    }

    private synchronized void progress(long bytes, long ofBytes) {
        done = bytes;
        of = ofBytes;
    }

    private void received(Imported read, List<String> names) throws IOException {
        String here = folder + File.separator;
        synchronized (this) {
            transcripts = read.transcripts().stream()
                    .map(t -> new Transcript(t.header(), t.source().replace(here, ""), t.utterances()))
                    .toList();
            problems = read.problems().stream()
                    .map(p -> new Problem(p.severity(), p.file().replace(here, ""), p.line(), p.reason()))
                    .toList();
        }
        List<String> hers = new ArrayList<>(book.notebook().names());
        hers.addAll(names);
        resolve(hers);
    }

    /// Goes on once it is known who she is.
    synchronized void iAm(String name) {
        if (stage != Stage.WHO || candidates.stream().noneMatch(c -> c.name().equals(name))) {
            throw new Refusal("drop.not.begun");
        }
        stage = Stage.READING;
        work.execute(() -> {
            try {
                book.change(null, notebook -> notebook.called(List.of(name)));
                resolve(List.of(name));
            } catch (IOException | RuntimeException e) {
                failed(e);
            }
        });
    }

    private void resolve(List<String> names) throws IOException {
        List<Transcript> read;
        synchronized (this) {
            read = transcripts;
        }
        Perspective.View view = Perspective.of(read, names);
        // Names of hers from other exports need not stand in this one.
        if (view instanceof WhoAreYou && !names.isEmpty()) view = Perspective.of(read, List.of());
        switch (view) {
            case Resolved resolved -> screen(read, resolved);
            case WhoAreYou unknown -> ask(unknown);
        }
    }

    private synchronized void ask(WhoAreYou unknown) {
        if (unknown.candidates().isEmpty()) {
            finish(0);
            return;
        }
        candidates = unknown.candidates();
        stage = Stage.WHO;
    }

    private void screen(List<Transcript> read, Resolved resolved) throws IOException {
        List<Conversation> talks = resolved.conversations().stream()
                .filter(conversation -> !conversation.messages().isEmpty())
                .toList();
        synchronized (this) {
            List<Problem> all = new ArrayList<>(problems);
            all.addAll(resolved.notes());
            problems = List.copyOf(all);
            candidates = List.of();
            transcripts = List.of();
            stage = Stage.SCREENING;
        }
        List<String> hers = hers(read, talks);
        book.change(null, notebook -> notebook.called(hers));
        int came = (int) book.take(talks).stream().distinct().count();
        finish(came);
        book.keep();
    }

    /// The names she goes by in what was read: whoever speaks and is nobody's contact. Reports mask them.
    private static List<String> hers(List<Transcript> read, List<Conversation> talks) {
        Set<String> contacts = new HashSet<>();
        for (Conversation talk : talks) contacts.add(folded(String.valueOf(talk.contact())));
        return read.stream()
                .flatMap(transcript -> transcript.utterances().stream())
                .map(Utterance::sender)
                .distinct()
                .filter(sender -> !contacts.contains(folded(sender)) && !IN_OUR_FORMATS.contains(sender))
                .limit(MOST_NAMES)
                .toList();
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private synchronized void finish(int came) {
        contacts = came;
        transcripts = List.of();
        stage = Stage.DONE;
    }

    private synchronized void failed(Exception e) {
        fault = e instanceof IOException ? "drop.failed.disk" : "drop.failed";
        if (!(e instanceof IOException))
            System.err.println("waywarden open: " + e.getClass().getName());
        stage = Stage.FAILED;
        deleteFolder();
    }

    /// Back to nothing dropped.
    synchronized void clear() {
        deleteFolder();
        stage = Stage.EMPTY;
        received = 0;
        files = 0;
        done = 0;
        of = 0;
        transcripts = List.of();
        candidates = List.of();
        problems = List.of();
        contacts = 0;
        fault = "";
    }

    private void deleteFolder() {
        Path into = folder;
        folder = null;
        if (into == null) return;
        try {
            PrivateFolder.delete(into);
        } catch (IOException e) {
            // The next start sweeps it away.
        }
    }
}
