package waywarden.intake;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// Reads a text export line by line in its own encoding, in memory that does not grow with the file;
/// overlong lines are cut at the limit and said so.
public final class Lines implements Closeable {

    private final Reader reader;
    private final IntakeLimits limits;
    private final TranscriptSink sink;
    private final char[] buffer = new char[1 << 15];
    private int position;
    private int filled;
    private boolean skipLineFeed;
    private boolean undecodableSaid;
    private long number;

    private Lines(Reader reader, IntakeLimits limits, TranscriptSink sink) {
        this.reader = reader;
        this.limits = limits;
        this.sink = sink;
    }

    public static Lines of(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        return new Lines(reader(export), limits, sink);
    }

    /// For a first look at an export that is read again: what is wrong with it is said then.
    public static Lines quietly(Export export, IntakeLimits limits) throws IOException {
        return new Lines(reader(export), limits, TranscriptSink.UNHEARD);
    }

    /// The whole export as characters in its own encoding, without a byte order mark; the caller closes
    /// it.
    public static BufferedReader reader(Export export) throws IOException {
        Charset charset;
        try (InputStream head = export.open()) {
            charset = TextEncoding.of(head.readNBytes(Opening.LENGTH));
        }
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(new BufferedInputStream(export.open(), 1 << 16), charset));
        reader.mark(1);
        if (reader.read() != '\uFEFF') reader.reset();
        return reader;
    }

    /// 1-based number of the line last returned; 0 before the first.
    public long number() {
        return number;
    }

    /// The next line without its end, or null at the end of the export.
    public @Nullable String next() throws IOException {
        if (!more()) return null;
        if (skipLineFeed) {
            skipLineFeed = false;
            if (buffer[position] == '\n') position++;
            if (!more()) return null;
        }
        number++;
        String line = line();
        if (!undecodableSaid && line.indexOf('\uFFFD') >= 0) {
            undecodableSaid = true;
            sink.note(number, Reason.of("undecodable"));
        }
        return line;
    }

    private boolean more() throws IOException {
        while (position == filled) {
            position = 0;
            filled = Math.max(0, reader.read(buffer, 0, buffer.length));
            if (filled == 0) return false;
        }
        return true;
    }

    /// Most lines lie within the buffer whole; the others are put together from their pieces.
    private String line() throws IOException {
        int end = endOfLine();
        if (end < filled && end - position <= limits.lineChars()) {
            String line = new String(buffer, position, end - position);
            endAt(end);
            return line;
        }
        return pieced();
    }

    private String pieced() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean cut = false;
        while (more()) {
            int end = endOfLine();
            int room = limits.lineChars() - line.length();
            cut |= end - position > room;
            line.append(buffer, position, Math.min(room, end - position));
            if (end < filled) {
                endAt(end);
                break;
            }
            position = end;
        }
        if (cut) sink.loss(number, Reason.of("line-too-long", limits.lineChars()));
        return line.toString();
    }

    private int endOfLine() {
        int end = position;
        while (end < filled && buffer[end] != '\n' && buffer[end] != '\r') end++;
        return end;
    }

    private void endAt(int end) {
        skipLineFeed = buffer[end] == '\r';
        position = end + 1;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
