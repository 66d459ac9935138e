package waywarden.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The first bytes of an export, decoded, for readers to recognise their format by.
///
/// @param name  the export's name: a hint only
/// @param text  the first bytes, at most [#LENGTH], decoded, without a byte order mark
/// @param whole whether this is all there is
public record Opening(String name, String text, boolean whole) {

    /// How much of an export a format may be recognised by, in bytes.
    public static final int LENGTH = 1 << 16;

    public static Opening of(Export export) throws IOException {
        try (InputStream in = export.open()) {
            byte[] bytes = in.readNBytes(LENGTH);
            return new Opening(export.name(), TextEncoding.decode(bytes), bytes.length < LENGTH);
        }
    }

    /// The opening's lines; the last may be cut short.
    public List<String> lines() {
        return text.lines().toList();
    }

    /// The first character that is not white space, or 0 where there is none.
    public char first() {
        String stripped = text.strip();
        return stripped.isEmpty() ? 0 : stripped.charAt(0);
    }

    /// Whether the bytes look like text at all: few control characters, no zero bytes.
    public boolean isText() {
        long controls = text.chars()
                .filter(c -> (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b) || c == 0xFFFD)
                .count();
        return !text.isEmpty() && controls * 50 < text.length() && text.indexOf('\0') < 0;
    }

    /// Says nothing of the words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "Opening[" + text.length() + " characters]";
    }
}
