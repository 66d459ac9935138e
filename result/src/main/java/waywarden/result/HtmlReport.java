package waywarden.result;

import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;

/// Writes the report as one page that needs nothing else: no script, no network, no other file.
public final class HtmlReport {

    /// What a page of ours carries near its beginning.
    private static final String OURS = "<meta name=\"generator\" content=\"Waywarden\">";

    private static final int HEAD_BYTES = 2048;

    private HtmlReport() {}

    /// Whether the file may be written: it is not there yet, or is an earlier report, or the person insists.
    public static boolean mayWrite(Path file, boolean force) throws IOException {
        return force || !Files.exists(file) || isOurs(file);
    }

    private static boolean isOurs(Path file) throws IOException {
        if (!Files.isRegularFile(file)) return false;
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8).contains(OURS);
        }
    }

    /// Writes beside the file and moves it there, so that there is never half a report. Only the person may read it.
    public static void write(Path file, Page page, boolean force) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) throw new IOException("no folder");
        Path beside = Files.createTempFile(folder, ".waywarden-", ".html");
        try {
            try (Writer writer = Files.newBufferedWriter(beside)) {
                render(page, writer);
            }
            if (!mayWrite(file, force)) throw new FileAlreadyExistsException(file.toString());
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    public static void render(Page page, Writer writer) {
        Fragments.ENGINE.render("page.jte", Map.of("page", page), new WriterOutput(writer));
    }

    /// The style sheet of the report, which the worker's page builds on.
    public static String style() {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("style.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
