package waywarden.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.feed.Feed;
import waywarden.advisory.feed.FeedReader;
import waywarden.advisory.xml.XmlLimits;
import waywarden.cli.BoundedHttp.Bounds;
import waywarden.cli.BoundedHttp.Got;
import waywarden.cli.BoundedHttp.Refused;
import waywarden.cli.BoundedHttp.Unchanged;
import waywarden.cli.FeedFolder.State;
import waywarden.result.Quote;
import waywarden.result.Texts;

/// Fetches what is new of a feed into a folder: the only command that calls anybody, once, and only whom it is told to.
@picocli.CommandLine.Command(name = "feed")
final class WarnFeedCommand extends Command {

    private static final String STDIN = "-";
    private static final int LONGEST_ADDRESS = 2_000;

    /// For one document, and for all of a run.
    private static final Duration DOCUMENT = Duration.ofSeconds(30);

    private static final Duration RUN = Duration.ofMinutes(4);

    /// Most warnings that are fetched from behind links in one run; the rest come with the next.
    private static final int MOST_LINKS = 200;

    /// Sentences on what is wrong with the feed itself; the rest are counted.
    private static final int FINDINGS_TOLD = 5;

    @Parameters(arity = "1", paramLabel = "ADDRESS", descriptionKey = "warn.feed.address")
    String address = "";

    @Option(names = "--into", paramLabel = "FOLDER", required = true, descriptionKey = "warn.feed.into")
    Path folder = Path.of("");

    @Option(names = "--allow-http", descriptionKey = "warn.feed.http")
    boolean plain;

    @Option(names = "--allow-private", descriptionKey = "warn.feed.private")
    boolean inside;

    /// Who started this: each has its own way to lift a bound, and is told of that one.
    enum Caller {
        TERMINAL,
        PAGE,
        DESK
    }

    @Option(names = "--caller", hidden = true)
    Caller caller = Caller.TERMINAL;

    WarnFeedCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        Texts texts = texts();
        URI from = from(texts);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageFault(texts.say("file.unwritable", folder.toString(), "NotAFolder"));
        }
        PrintWriter err = surroundings.errorPrinter();
        Bounds bounds = new Bounds(plain, inside, DOCUMENT);
        try (BoundedHttp http = new BoundedHttp(bounds);
                Lines lines = new Lines()) {
            Taking taking = new Taking(
                    http, new FeedFolder(folder), texts, surroundings.clock().instant(), caller);
            taking.take(from);
            int kept = taking.into.tidy(surroundings.clock().instant());
            taking.notes.forEach(note -> err.println(Quote.clean(note)));
            taking.problems.forEach(problem -> err.println(Quote.clean(problem)));
            if (taking.reached) lines.print(texts.say("feed.done", taking.fresh, kept));
            return taking.reached && taking.problems.isEmpty() ? ALL_READ : NOT_ALL_READ;
        }
    }

    /// The address named, or read from standard input, where other people of the machine do not see it.
    private URI from(Texts texts) throws IOException {
        String written = address.strip();
        if (written.equals(STDIN)) {
            byte[] bytes = surroundings.in().readNBytes(LONGEST_ADDRESS + 1);
            written = new String(bytes, StandardCharsets.UTF_8).strip();
        }
        try {
            if (written.length() <= LONGEST_ADDRESS) return URI.create(written);
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new UsageFault(texts.say("feed.address", Quote.clean(written)));
    }

    /// One run.
    private static final class Taking {
        private final BoundedHttp http;
        private final FeedFolder into;
        private final Texts texts;
        private final Instant now;
        private final Caller caller;

        /// What is wrong with the feed's form, though it could be read.
        private final List<String> notes = new ArrayList<>();

        /// What could not be read.
        private final List<String> problems = new ArrayList<>();
        private final Set<String> pending = new LinkedHashSet<>();
        private final Set<String> taken = new LinkedHashSet<>();
        private boolean reached;
        private int fresh;

        Taking(BoundedHttp http, FeedFolder into, Texts texts, Instant now, Caller caller) {
            this.http = http;
            this.into = into;
            this.texts = texts;
            this.now = now;
            this.caller = caller;
        }

        void take(URI from) throws IOException {
            State before = into.state(from.toString());
            State after = switch (http.get(from, before.etag(), before.modified(), XmlLimits.FEED.bytes())) {
                case Refused refused -> {
                    problems.add(said(refused));
                    yield before;
                }
                case Unchanged() -> {
                    reached = true;
                    taken.addAll(before.taken());
                    pending.addAll(before.pending());
                    yield before;
                }
                case Got got -> {
                    if (!feed(got, before)) yield before;
                    reached = true;
                    yield new State(from.toString(), got.etag(), got.modified(), List.of(), List.of());
                }
            };
            if (!reached) return;
            links();
            into.write(new State(
                    after.address(), after.etag(), after.modified(), List.copyOf(pending), List.copyOf(taken)));
        }

        /// @return whether it is a feed at all
        private boolean feed(Got got, State before) throws IOException {
            Feed feed = FeedReader.read(got.body());
            tell(feed);
            if (feed.entries().isEmpty() && feed.findings().stream().anyMatch(Finding::refuses)) {
                problems.add(texts.say("feed.none", got.from()));
                return false;
            }
            for (Feed.Entry entry : feed.entries()) {
                String link = entry.link();
                if (entry.warning() != null) keep(entry.warning(), got.from().toString());
                else if (link != null) link(got.from(), link, String.valueOf(entry.updated()), before);
            }
            return true;
        }

        private void tell(Feed feed) {
            List<Finding> findings = feed.findings();
            for (Finding finding : findings.subList(0, Math.min(FINDINGS_TOLD, findings.size()))) {
                notes.add(finding.says(texts.locale()));
            }
            int more = findings.size() - FINDINGS_TOLD;
            if (more > 0) notes.add(texts.say("feed.more", more));
        }

        /// A link with when its warning last changed, so that a changed one is fetched again.
        private void link(URI from, String link, String updated, State before) {
            try {
                String key = from.resolve(link.strip()) + " " + updated;
                (before.taken().contains(key) ? taken : pending).add(key);
            } catch (IllegalArgumentException e) {
                problems.add(texts.say("feed.address", link));
            }
        }

        private void links() throws IOException {
            long end = System.nanoTime() + RUN.toNanos();
            int count = 0;
            for (String key : List.copyOf(pending)) {
                if (count++ >= MOST_LINKS || System.nanoTime() > end) {
                    problems.add(texts.say("feed.rest", pending.size()));
                    return;
                }
                URI at = URI.create(key.substring(0, key.indexOf(' ')));
                switch (http.get(at, "", "", XmlLimits.MESSAGE.bytes())) {
                    case Refused refused -> problems.add(said(refused));
                    case Unchanged() -> problems.add(texts.say("feed.status", at, "304"));
                    case Got got -> {
                        Feed answer = FeedReader.read(got.body(), XmlLimits.MESSAGE);
                        if (answer.warnings().isEmpty()) problems.add(texts.say("feed.no.warning", at));
                        for (CapReading warning : answer.warnings()) keep(warning, at.toString());
                        pending.remove(key);
                        taken.add(key);
                    }
                }
            }
        }

        private void keep(CapReading warning, String at) throws IOException {
            if (warning.alert() != null) {
                if (into.put(warning, now)) fresh++;
                return;
            }
            String why = warning.findings().stream()
                    .filter(Finding::refuses)
                    .findFirst()
                    .map(finding -> finding.says(texts.locale()))
                    .orElse("");
            problems.add(texts.say("feed.unreadable", at, why));
        }

        private String said(Refused refused) {
            boolean bound =
                    refused.key().equals(BoundedHttp.PLAIN) || refused.key().equals(BoundedHttp.INSIDE);
            return texts.say(
                    bound ? refused.key() + "." + caller.name().toLowerCase(Locale.ROOT) : refused.key(),
                    refused.args().stream().map(String::valueOf).toArray());
        }
    }
}
