package waywarden.packed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Reads what [PackWriter] wrote.
public final class PackReader {

    private final byte[] bytes;
    private int at;

    PackReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public long number() {
        long left = 0;
        int shift = 0;
        byte next = bytes[at++];
        while (next < 0) {
            left |= (long) (next & 0x7F) << shift;
            shift += 7;
            next = bytes[at++];
        }
        left |= (long) next << shift;
        return (left >>> 1) ^ -(left & 1);
    }

    public double real() {
        long bits = 0;
        for (int i = 0; i < 8; i++) bits |= (bytes[at++] & 0xFFL) << (8 * i);
        return Double.longBitsToDouble(bits);
    }

    public String text() {
        long head = number();
        int chars = (int) (head / 2);
        if (head % 2 == 0) {
            at += chars;
            return new String(bytes, at - chars, chars, StandardCharsets.ISO_8859_1);
        }
        char[] wide = new char[chars];
        for (int i = 0; i < chars; i++, at += 2) wide[i] = (char) ((bytes[at] & 0xFF) | (bytes[at + 1] << 8));
        return new String(wide);
    }

    public @Nullable String maybeText() {
        return number() == 0 ? null : text();
    }

    public @Nullable OffsetDateTime maybeTime() {
        if (number() == 0) return null;
        Instant instant = Instant.ofEpochSecond(number(), number());
        return OffsetDateTime.ofInstant(instant, ZoneOffset.ofTotalSeconds((int) number()));
    }
}
