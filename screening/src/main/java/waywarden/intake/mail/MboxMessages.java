package waywarden.intake.mail;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waywarden.intake.Export;

/// Splits an mbox at its `From ` lines into one stream a message, in memory that does not grow with a message.
final class MboxMessages implements Closeable {

    /// A line is looked at in pieces of this size at most.
    private static final int PIECE = 1 << 13;

    /// A sender, and a month, a time and a year in whatever order.
    private static final Pattern SEPARATOR =
            Pattern.compile("From \\S{1,300} (?=.*\\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\b)"
                    + "(?=.*\\b\\d{1,2}:\\d{2}\\b)(?=.*\\b(19|20)\\d{2}\\b).{10,180}");

    private static final Pattern SURE = Pattern.compile("From \\S{1,400} +(Mon|Tue|Wed|Thu|Fri|Sat|Sun) "
            + "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\\d.{0,100}");

    private final InputStream in;
    private final byte[] piece = new byte[PIECE];
    private int length;
    private boolean started;
    private boolean lineStarts;
    private boolean lineStart = true;
    private boolean afterEmpty = true;
    private boolean atSeparator;
    private long line;

    MboxMessages(Export export) throws IOException {
        in = new BufferedInputStream(export.open(), 1 << 16);
        skipByteOrderMark();
        // What stands before the first separator is a message too, unless it is empty.
        do fill();
        while (length > 0 && !atSeparator && isEmptyLine());
    }

    static boolean isSeparator(String line) {
        return line.startsWith("From ") && SEPARATOR.matcher(line).matches();
    }

    private void skipByteOrderMark() throws IOException {
        in.mark(3);
        byte[] mark = in.readNBytes(3);
        boolean isMark =
                mark.length == 3 && (mark[0] & 0xFF) == 0xEF && (mark[1] & 0xFF) == 0xBB && (mark[2] & 0xFF) == 0xBF;
        if (!isMark) in.reset();
    }

    /// One message of the mbox; its stream ends where the next begins.
    ///
    /// @param line      the line it begins in
    /// @param separator its `From ` line, or the empty string
    record Next(long line, String separator, InputStream bytes) {}

    /// The next message, or null at the end. What was left unread of the one before is passed over.
    @Nullable
    Next next() throws IOException {
        while (started && length > 0 && !atSeparator) fill();
        if (length == 0) return null;
        started = true;
        long first = line;
        if (!atSeparator) return new Next(first, "", new Bytes());
        String separator = new String(piece, 0, length, StandardCharsets.ISO_8859_1).strip();
        boolean wholeLine = piece[length - 1] == '\n';
        fill();
        while (!wholeLine && length > 0 && !lineStarts) {
            wholeLine = piece[length - 1] == '\n';
            fill();
        }
        return new Next(first, separator, new Bytes());
    }

    /// The next piece of a line, at most a whole one.
    private void fill() throws IOException {
        boolean emptyBefore = afterEmpty;
        lineStarts = lineStart;
        length = 0;
        int c = in.read();
        while (c >= 0) {
            piece[length++] = (byte) c;
            if (c == '\n' || length == PIECE) break;
            c = in.read();
        }
        if (length == 0) {
            atSeparator = false;
            return;
        }
        if (lineStarts) line++;
        lineStart = piece[length - 1] == '\n';
        afterEmpty = lineStarts && isEmptyLine();
        atSeparator = lineStarts && separates(emptyBefore);
    }

    private boolean separates(boolean emptyBefore) {
        if (length < 8 || piece[0] != 'F' || piece[1] != 'r' || piece[2] != 'o' || piece[3] != 'm' || piece[4] != ' ') {
            return false;
        }
        String text = new String(piece, 0, Math.min(length, 500), StandardCharsets.ISO_8859_1).stripTrailing();
        return emptyBefore ? isSeparator(text) : SURE.matcher(text).matches();
    }

    private boolean isEmptyLine() {
        return (length == 1 && piece[0] == '\n') || (length == 2 && piece[0] == '\r' && piece[1] == '\n');
    }

    /// `>From ` stands for `From ` at the start of a line, `>>From ` for `>From `.
    private boolean isEscaped() {
        int i = 0;
        while (i < length && piece[i] == '>') i++;
        return i > 0
                && i + 5 <= length
                && piece[i] == 'F'
                && piece[i + 1] == 'r'
                && piece[i + 2] == 'o'
                && piece[i + 3] == 'm'
                && piece[i + 4] == ' ';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private final class Bytes extends InputStream {
        private int at = -1;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            if (count == 0) return 0;
            if (length == 0 || atSeparator) return -1;
            if (at < 0) at = lineStarts && isEscaped() ? 1 : 0;
            int copied = Math.min(count, length - at);
            System.arraycopy(piece, at, into, offset, copied);
            at += copied;
            if (at == length) {
                fill();
                at = -1;
            }
            return copied;
        }
    }
}
