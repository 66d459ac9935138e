package waywarden.intake.messenger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Undoes the fault of these exports of writing each byte of UTF-8 as a character of its own.
final class Mojibake {

    private Mojibake() {}

    /// The text as it was meant: repaired where its characters, taken as bytes, are valid UTF-8; else as it is.
    static String repaired(String text) {
        if (!text.chars().allMatch(c -> c <= 0xFF) || text.chars().allMatch(c -> c < 0x80)) return text;
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException wellAsItIs) {
            return text;
        }
    }
}
