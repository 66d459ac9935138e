package waywarden.intake;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Finds the character encoding of a text export: byte order mark, else UTF-8 where the bytes are valid
/// UTF-8, else the most likely of the encodings that chat and mail programs write, by ICU's detector.
public final class TextEncoding {

    private static final Set<String> WRITTEN_BY_PROGRAMS = Set.of(
            "UTF-16LE",
            "UTF-16BE",
            "GB18030",
            "Big5",
            "Shift_JIS",
            "EUC-KR",
            "EUC-JP",
            "windows-1251",
            "windows-1252",
            "windows-1256",
            "ISO-8859-1",
            "KOI8-R");

    private TextEncoding() {}

    /// The encoding of text that begins with these bytes; the last character may be cut short.
    public static Charset of(byte[] head) {
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) return StandardCharsets.UTF_8;
        if (startsWith(head, 0xFF, 0xFE)) return StandardCharsets.UTF_16LE;
        if (startsWith(head, 0xFE, 0xFF)) return StandardCharsets.UTF_16BE;
        if (isUtf8(head)) return StandardCharsets.UTF_8;
        for (CharsetMatch match : new CharsetDetector().setText(head).detectAll()) {
            if (WRITTEN_BY_PROGRAMS.contains(match.getName()) && Charset.isSupported(match.getName())) {
                return Charset.forName(match.getName());
            }
        }
        return StandardCharsets.UTF_8;
    }

    /// The text of these bytes without a byte order mark; what cannot be decoded becomes U+FFFD.
    public static String decode(byte[] bytes) {
        String text = new String(bytes, of(bytes));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) return false;
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) return false;
        }
        return true;
    }

    private static boolean isUtf8(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        // endOfInput false: a character cut at the end of the head is not an error.
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length + 1), false);
        return !result.isError();
    }
}
