package waywarden.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import waywarden.page.Means.Fetched;
import waywarden.page.Means.Fetching;
import waywarden.result.Texts;

/// Fetches a feed for the page by `waywarden warn feed` in a process of its own, so that the page itself calls nobody.
final class FeedProcess implements Fetching {

    private static final int LONGEST_MINUTES = 6;
    private static final int MOST_OUTPUT = 1 << 16;

    @Override
    public Fetched fetch(String address, Path folder, Texts texts) throws IOException {
        Process process = started(folder, texts.language());
        try {
            try (OutputStream to = process.getOutputStream()) {
                to.write(address.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
            List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
            return new Fetched(ended && process.exitValue() == Command.ALL_READ, lines);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetched(false, List.of());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process started(Path folder, String language) throws IOException {
        List<String> command = Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waywarden.class.getName(),
                        "warn",
                        "feed",
                        "--lang",
                        language,
                        "--into",
                        folder.toString(),
                        "-")
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What this process was told of keys and settings is nothing to that one.
        builder.environment().clear();
        return builder.start();
    }
}
