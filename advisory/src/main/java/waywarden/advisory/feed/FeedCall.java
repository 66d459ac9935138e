package waywarden.advisory.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Asks a feed by `waywarden warn feed` in a process of its own, small and short-lived, so that who asks calls
/// nobody and goes on whatever a hostile feed does to that process.
///
/// @param program    class path of the command-line program
/// @param language   in which it speaks
/// @param mostOutput bytes read of what it says
public record FeedCall(String program, String language, int mostOutput) {

    private static final int LONGEST_MINUTES = 6;

    /// After it has said all that is read of it.
    private static final int ENDING_MINUTES = 1;

    /// What came of asking.
    ///
    /// @param exit  its exit code; -1 where it had not ended
    /// @param lines what it said, blank lines left out
    public record Answer(int exit, List<String> lines) {
        public Answer {
            lines = List.copyOf(lines);
        }
    }

    /// Waits until it has ended, a few minutes at most.
    ///
    /// @param folder  where what is new is put
    /// @param options of the command, besides
    public Answer ask(String address, Path folder, List<String> options) throws IOException, InterruptedException {
        Process process = started(folder, options);
        // One that says nothing and does not end is ended, or reading from it would wait for ever.
        Thread watch = Thread.ofVirtual().start(() -> end(process));
        try {
            try (OutputStream to = process.getOutputStream()) {
                to.write(address.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readNBytes(mostOutput), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(ENDING_MINUTES, TimeUnit.MINUTES);
            List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
            return new Answer(ended ? process.exitValue() : -1, lines);
        } finally {
            process.destroyForcibly();
            watch.interrupt();
        }
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process started(Path folder, List<String> options) throws IOException {
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
        command.addAll(options);
        command.add("-");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What this process was told of keys and settings is nothing to that one.
        builder.environment().clear();
        return builder.start();
    }
}
