package waywarden.desk.taking;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Asks a feed by `waywarden warn feed` in a process of its own, small and short-lived: whatever a hostile
/// feed does to it, the desk goes on.
public final class FeedProcess implements Fetching {

    private static final int LONGEST_MINUTES = 6;
    private static final int MOST_OUTPUT = 1 << 14;
    private static final int MOST_LINES = 12;
    private static final int LONGEST_LINE = 300;

    /// What `warn feed` writes each time it has reached its feed.
    private static final String STATE = "feed.json";

    private final String program;
    private final String language;

    /// @param program class path of the command-line program
    public FeedProcess(String program, String language) {
        this.program = program;
        this.language = language;
    }

    @Override
    public Fetched fetch(Source source, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        // File systems keep times to the second at worst.
        Instant begun = Instant.now().minus(Duration.ofSeconds(1));
        Process process = started(source, folder);
        // One that says nothing and does not end is ended, or reading from it would wait for ever.
        Thread watch = Thread.ofVirtual().start(() -> end(process));
        try {
            try (OutputStream to = process.getOutputStream()) {
                to.write(source.address().toString().getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(1, TimeUnit.MINUTES);
            Instant reached = reached(folder);
            return new Fetched(ended && reached != null && reached.isAfter(begun), lines(said));
        } finally {
            process.destroyForcibly();
            watch.interrupt();
        }
    }

    /// When a feed was last reached whose warnings lie in a folder; null where never.
    static @Nullable Instant reached(Path folder) throws IOException {
        Path state = folder.resolve(STATE);
        return Files.isRegularFile(state) ? Files.getLastModifiedTime(state).toInstant() : null;
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> lines(String said) {
        return said.lines()
                .filter(line -> !line.isBlank())
                .limit(MOST_LINES)
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
                .toList();
    }

    private Process started(Source source, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                program,
                "waywarden.cli.Waywarden",
                "warn",
                "feed",
                "--lang",
                language,
                "--into",
                folder.toString()));
        if (source.plain()) command.add("--allow-http");
        if (source.inside()) command.add("--allow-private");
        command.add("-");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What this process was told of keys and settings is nothing to that one.
        builder.environment().clear();
        return builder.start();
    }
}
