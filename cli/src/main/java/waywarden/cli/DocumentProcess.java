package waywarden.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import waywarden.result.Texts;

/// Reads documents of office programs in a process of its own: it has no key, a bounded heap and a bounded time, and a
/// document that breaks it breaks nothing here. Its libraries lie in a folder beside the program that no other command
/// looks into, so that they cost a start nothing.
final class DocumentProcess {

    private static final String MAIN = "waywarden.documents.DocumentReader";

    /// Most memory for one document, in megabytes.
    static final int HEAP_MEGABYTES = 512;

    /// Longest time for one document.
    static final Duration LONGEST = Duration.ofSeconds(60);

    /// How an answer ends; the numbers are those of the reader's outcomes.
    private static final List<String> ENDINGS =
            List.of("", "document.damaged", "document.hostile", "document.text", "document.missing");

    private static final int MOST_MILLION_CHARACTERS = 64;

    private DocumentProcess() {}

    /// @param into takes the text, part by part, once all of it has been read
    /// @return what kept the document from being read, as a sentence; null where all was read
    static @Nullable String read(Path file, Texts texts, Consumer<String> into) {
        return read(file, texts, LONGEST, into);
    }

    static @Nullable String read(Path file, Texts texts, Duration longest, Consumer<String> into) {
        List<String> classPath = classPath();
        if (classPath.isEmpty()) return texts.say("document.reader", file);
        Process process;
        try {
            process = started(classPath);
        } catch (IOException e) {
            return texts.say("document.reader", file);
        }
        AtomicBoolean late = new AtomicBoolean();
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            ScheduledFuture<?> end = clock.schedule(
                    () -> {
                        late.set(true);
                        process.destroyForcibly();
                    },
                    longest.toMillis(),
                    TimeUnit.MILLISECONDS);
            List<String> parts = new ArrayList<>();
            String ending = ending(process, file, parts);
            end.cancel(false);
            if (ending.isEmpty()) return said(file, texts, parts, into);
            return texts.say(ending, file, MOST_MILLION_CHARACTERS);
        } catch (IOException e) {
            if (late.get()) return texts.say("document.time", file, longest.toSeconds());
            return texts.say("document.memory", file, HEAP_MEGABYTES);
        } finally {
            process.destroyForcibly();
        }
    }

    private static @Nullable String said(Path file, Texts texts, List<String> parts, Consumer<String> into) {
        if (parts.stream().allMatch(String::isBlank)) return texts.say("document.empty", file);
        // Passages lie across parts, so the parts are given as one.
        into.accept(String.join("", parts));
        return null;
    }

    /// @throws IOException where the process ends before its answer does: it was killed, or its memory ran out
    private static String ending(Process process, Path file, List<String> parts) throws IOException {
        DataOutputStream to = new DataOutputStream(process.getOutputStream());
        byte[] path = file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        to.writeShort(path.length);
        to.write(path);
        to.close();
        DataInputStream from = new DataInputStream(process.getInputStream());
        while (true) {
            int length = from.readInt();
            if (length <= 0) return -length < ENDINGS.size() ? ENDINGS.get(-length) : "document.damaged";
            byte[] part = from.readNBytes(length);
            if (part.length < length) throw new EOFException("the answer ends within a part");
            parts.add(new String(part, StandardCharsets.UTF_8));
        }
    }

    private static Process started(List<String> classPath) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-cp",
                String.join(System.getProperty("path.separator"), classPath),
                MAIN);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        // What this process was told of keys and settings is nothing to that one.
        builder.environment().clear();
        return builder.start();
    }

    /// The folder beside the program; where the program runs from its classes, their class path.
    private static List<String> classPath() {
        try {
            Path here = Path.of(DocumentProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(here)) return List.of(System.getProperty("java.class.path"));
            Path folder = here.resolveSibling("documents");
            return Files.isDirectory(folder) ? List.of(folder.resolve("*").toString()) : List.of();
        } catch (URISyntaxException e) {
            return List.of();
        }
    }
}
