package waywarden.desk.taking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.Bulletin;
import waywarden.advisory.CheckedWarning;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.feed.WarningFolder;
import waywarden.advisory.signature.Issuers;

/// Others' feeds, each asked every so often, one after the other. One that fails is asked less and less
/// often, up to six hours apart, and never costs another its turn for longer than one asking may last.
public final class OtherFeeds {

    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    /// Of one feed, in what is shown here; all of it stays in its folder.
    private static final int MOST_WARNINGS = 200;

    private static final long MOST_BYTES = 4L << 20;

    private final Map<Source, Course> courses = new LinkedHashMap<>();
    private final Path folder;
    private final Fetching fetching;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// Where asking one feed stands.
    ///
    /// @param next     when it is asked next
    /// @param reached  when it last answered; null where it never has
    /// @param failures in a row, since then
    /// @param said     by the last asking
    /// @param warnings of it that are here
    private record Course(
            Instant next, @Nullable Instant reached, int failures, List<String> said, List<CheckedWarning> warnings) {}

    /// How one feed fares.
    ///
    /// @param reached  when it last answered; null where it never has
    /// @param failures in a row since; 0 where the last asking did well
    public record State(Source source, @Nullable Instant reached, int failures, Instant next, List<String> said) {}

    /// @param folder with a folder for each feed
    public OtherFeeds(
            List<Source> sources, Path folder, Fetching fetching, InstantSource clock, RandomGenerator random) {
        this.folder = folder;
        this.fetching = fetching;
        this.clock = clock;
        this.random = random;
        for (Source source : sources) courses.put(source, kept(source));
    }

    /// What an earlier run of the service left.
    private Course kept(Source source) {
        try {
            return new Course(clock.instant(), FeedProcess.reached(of(source)), 0, List.of(), warnings(of(source)));
        } catch (IOException e) {
            return new Course(clock.instant(), null, 0, List.of(), List.of());
        }
    }

    /// Named by the address, so that another feed never takes over what was one's.
    private Path of(Source source) {
        byte[] address = source.address().toString().getBytes(StandardCharsets.UTF_8);
        return folder.resolve(UUID.nameUUIDFromBytes(address).toString());
    }

    /// Asks those whose time has come.
    public void turn() {
        try {
            for (Source source : List.copyOf(courses.keySet())) {
                Course course = course(source);
                if (!clock.instant().isBefore(course.next())) put(source, asked(source, course));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Course asked(Source source, Course before) throws InterruptedException {
        try {
            Fetching.Fetched fetched = fetching.fetch(source, of(source));
            if (!fetched.reached()) return failed(source, before, fetched.said());
            Instant now = clock.instant();
            // A tenth more or less, so that many desks do not ask in step.
            Duration wait = source.every().multipliedBy(90 + random.nextInt(21)).dividedBy(100);
            return new Course(now.plus(wait), now, 0, fetched.said(), warnings(of(source)));
        } catch (IOException e) {
            return failed(source, before, List.of());
        }
    }

    private Course failed(Source source, Course before, List<String> said) {
        int failures = before.failures() + 1;
        Duration wait = source.every().multipliedBy(1L << Math.min(failures, 10));
        Duration longest = source.every().compareTo(LONGEST_WAIT) > 0 ? source.every() : LONGEST_WAIT;
        if (wait.compareTo(longest) > 0) wait = longest;
        wait = wait.multipliedBy(50 + random.nextInt(51)).dividedBy(100);
        return new Course(clock.instant().plus(wait), before.reached(), failures, said, before.warnings());
    }

    private synchronized Course course(Source source) {
        return java.util.Objects.requireNonNull(courses.get(source));
    }

    private synchronized void put(Source source, Course course) {
        courses.put(source, course);
    }

    /// How each feed fares, in the order of the settings.
    public synchronized List<State> states() {
        List<State> states = new ArrayList<>();
        courses.forEach((source, course) ->
                states.add(new State(source, course.reached(), course.failures(), course.next(), course.said())));
        return states;
    }

    /// What holds now of all that they warn of, once however many say it.
    public Bulletin bulletin() {
        List<CheckedWarning> all = new ArrayList<>();
        synchronized (this) {
            courses.values().forEach(course -> all.addAll(course.warnings()));
        }
        return Bulletin.of(all, Issuers.NONE, clock.instant());
    }

    /// The newest of a folder.
    private static List<CheckedWarning> warnings(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        List<Path> files = new ArrayList<>(WarningFolder.files(folder));
        files.sort(java.util.Comparator.comparing(OtherFeeds::changed).reversed());
        List<CheckedWarning> warnings = new ArrayList<>();
        long left = MOST_BYTES;
        for (Path file : files.subList(0, Math.min(MOST_WARNINGS, files.size()))) {
            left -= Files.size(file);
            if (left < 0) break;
            warnings.add(CheckedWarning.of(CapReader.read(Files.readAllBytes(file)), null, Issuers.NONE));
        }
        return warnings;
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
