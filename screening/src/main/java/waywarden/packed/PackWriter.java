package waywarden.packed;

import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes that grow as they are written; [PackReader] reads them in the same order.
public final class PackWriter {

    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int length;

    int length() {
        return length;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    /// Begins anew, with nothing held: there may be as many writers as an export has threads.
    void clear() {
        bytes = NONE;
        length = 0;
    }

    /// A whole number, in fewer bytes the nearer it is to 0.
    public void number(long number) {
        room(10);
        long left = (number << 1) ^ (number >> 63);
        while ((left & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
    }

    /// Every bit of it.
    public void real(double real) {
        room(8);
        long bits = Double.doubleToRawLongBits(real);
        for (int i = 0; i < 8; i++) bytes[length++] = (byte) (bits >>> (8 * i));
    }

    /// Every char of it, be it half of a character too: one byte each where one is enough for all.
    public void text(String text) {
        int chars = text.length();
        boolean wide = false;
        for (int i = 0; i < chars && !wide; i++) wide = text.charAt(i) > 0xFF;
        number((long) chars * 2 + (wide ? 1 : 0));
        room(wide ? chars * 2 : chars);
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            bytes[length++] = (byte) c;
            if (wide) bytes[length++] = (byte) (c >>> 8);
        }
    }

    public void maybeText(@Nullable String text) {
        number(text == null ? 0 : 1);
        if (text != null) text(text);
    }

    public void maybeTime(@Nullable OffsetDateTime time) {
        number(time == null ? 0 : 1);
        if (time == null) return;
        number(time.toEpochSecond());
        number(time.getNano());
        number(time.getOffset().getTotalSeconds());
    }

    private void room(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(needed + 64, bytes.length * 2));
    }
}
