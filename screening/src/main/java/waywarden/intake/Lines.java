package waywarden.intake;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// Reads a text export line by line in its own encoding, in memory that does not grow with the file; overlong lines
/// are cut at the limit and said so.
public final class Lines implements Closeable {

    private final BufferedReader reader;
    private final IntakeLimits limits;
    private final TranscriptSink sink;
    private long number;
    private int pushedBack = NOTHING;

    private static final int NOTHING = -2;

    private Lines(BufferedReader reader, IntakeLimits limits, TranscriptSink sink) {
        this.reader = reader;
        this.limits = limits;
        this.sink = sink;
    }

    public static Lines of(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        return new Lines(reader(export), limits, sink);
    }

    /// The whole export as characters in its own encoding, without a byte order mark; the caller closes it.
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
        int c = read();
        if (c < 0) return null;
        number++;
        StringBuilder line = new StringBuilder();
        boolean cut = false;
        while (c >= 0 && c != '\n' && c != '\r') {
            if (line.length() < limits.lineChars()) line.append((char) c);
            else cut = true;
            c = read();
        }
        if (c == '\r') {
            int following = read();
            if (following != '\n') pushedBack = following;
        }
        if (cut) sink.loss(number, Reason.of("line-too-long", limits.lineChars()));
        return line.toString();
    }

    private int read() throws IOException {
        if (pushedBack != NOTHING) {
            int c = pushedBack;
            pushedBack = NOTHING;
            return c;
        }
        return reader.read();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
