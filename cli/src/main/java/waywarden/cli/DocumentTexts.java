package waywarden.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import waywarden.intake.HtmlText;
import waywarden.intake.TextEncoding;
import waywarden.result.Texts;

/// Reads the text of a document: plain text and HTML here, everything else in a process of its own.
final class DocumentTexts {

    /// Most bytes of a document that is text already.
    private static final int MOST_BYTES = 64 << 20;

    private static final Set<String> TEXTS = Set.of("txt", "text", "md", "markdown", "csv", "tsv", "tex", "log", "");
    private static final Set<String> PAGES = Set.of("html", "htm", "xhtml");

    private DocumentTexts() {}

    /// @param into takes the text, in one or more parts
    /// @return what kept it from being read, as a sentence; null where all was read
    static @Nullable String read(Path file, Texts texts, Consumer<String> into) {
        if (!Files.isRegularFile(file)) return texts.say("document.missing", file);
        String ending = ending(file);
        if (!TEXTS.contains(ending) && !PAGES.contains(ending)) return DocumentProcess.read(file, texts, into);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) return texts.say("document.large", file, MOST_BYTES >> 20);
            if (isBinary(bytes)) return DocumentProcess.read(file, texts, into);
            String text = TextEncoding.decode(bytes);
            into.accept(PAGES.contains(ending) ? HtmlText.of(text) : text);
            return null;
        } catch (IOException e) {
            return texts.say("document.unreadable", file);
        }
    }

    private static String ending(Path file) {
        Path name = file.getFileName();
        String text = name == null ? "" : name.toString();
        int dot = text.lastIndexOf('.');
        return dot < 0 ? "" : text.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /// A document under a wrong name; texts in UTF-16 begin with a mark.
    private static boolean isBinary(byte[] bytes) {
        if (bytes.length > 1 && ((bytes[0] & 0xFF) >= 0xFE && (bytes[1] & 0xFF) >= 0xFE)) return false;
        for (int i = 0; i < Math.min(bytes.length, 1024); i++) if (bytes[i] == 0) return true;
        return false;
    }
}
