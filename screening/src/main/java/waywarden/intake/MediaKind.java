package waywarden.intake;

import java.util.Locale;
import java.util.Map;

/// The uniform words for what a chat sends besides words.
public final class MediaKind {

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("jpg", "<image>"),
            Map.entry("jpeg", "<image>"),
            Map.entry("png", "<image>"),
            Map.entry("gif", "<image>"),
            Map.entry("heic", "<image>"),
            Map.entry("bmp", "<image>"),
            Map.entry("webp", "<sticker>"),
            Map.entry("tgs", "<sticker>"),
            Map.entry("mp4", "<video>"),
            Map.entry("mov", "<video>"),
            Map.entry("3gp", "<video>"),
            Map.entry("mkv", "<video>"),
            Map.entry("webm", "<video>"),
            Map.entry("opus", "<voice>"),
            Map.entry("ogg", "<voice>"),
            Map.entry("oga", "<voice>"),
            Map.entry("m4a", "<voice>"),
            Map.entry("aac", "<voice>"),
            Map.entry("amr", "<voice>"),
            Map.entry("mp3", "<voice>"),
            Map.entry("vcf", "<contact>"));

    private MediaKind() {}

    /// By the file's name, which is all that a text export keeps of it.
    public static String ofFile(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.contains("-STICKER-") || upper.startsWith("STK-")) return "<sticker>";
        if (upper.contains("-GIF-")) return "<image>";
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, "<file>");
    }
}
