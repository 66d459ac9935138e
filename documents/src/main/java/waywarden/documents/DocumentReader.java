package waywarden.documents;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.SecureContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/// A process that reads documents for another: paths come in, texts go out.
///
/// Parsers of office formats are large, and their input may be made to harm; so they run apart from everything that
/// holds a key or a conversation, with a bounded heap, and the process that asks kills this one when a document takes
/// too long. A request is a path (2 bytes of length, UTF-8). The answer is any number of parts of text (4 bytes of
/// length, UTF-8) and then 0 or a negative [Outcome]. Nothing of a document is written anywhere else.
public final class DocumentReader {

    /// How the reading of a document ended, as the number that is written after its text.
    public enum Outcome {
        READ,
        DAMAGED,
        HOSTILE,
        TOO_MUCH_TEXT,
        MISSING;

        int code() {
            return -ordinal();
        }

        /// The outcome that a number stands for.
        public static Outcome of(int code) {
            return values()[-code];
        }
    }

    /// Most characters of text that one document may hold: about 20,000 pages.
    private static final int MOST_CHARACTERS = 64_000_000;

    /// Most bytes that one packed byte may unpack to, over a whole archive, and what even a small one may hold.
    private static final long MOST_RATIO = 200;

    private static final long LEAST_UNPACKED_BYTES = 32L << 20;

    private DocumentReader() {}

    /// Reads documents until the input ends.
    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        // Whatever a parser prints is about a document.
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(silent);
        System.setErr(silent);
        AutoDetectParser parser = new AutoDetectParser();
        for (int length = in.read(); length >= 0; length = in.read()) {
            byte[] path = in.readNBytes(length << 8 | in.read());
            Outcome outcome = read(parser, Path.of(new String(path, StandardCharsets.UTF_8)), out);
            out.writeInt(outcome.code());
            out.flush();
        }
    }

    private static Outcome read(AutoDetectParser parser, Path file, DataOutputStream out) throws IOException {
        if (unpacksToTooMuch(file)) return Outcome.HOSTILE;
        Sink sink = new Sink(out);
        try (TikaInputStream stream = TikaInputStream.get(file)) {
            SecureContentHandler handler =
                    new SecureContentHandler(new WriteOutContentHandler(sink, MOST_CHARACTERS), stream);
            handler.setMaximumCompressionRatio(MOST_RATIO);
            parser.parse(stream, body(handler), new Metadata(), context(parser));
            sink.flush();
            return Outcome.READ;
        } catch (NoSuchFileException e) {
            return Outcome.MISSING;
        } catch (SAXException | TikaException | IOException | RuntimeException e) {
            if (sink.broken()) throw new IOException("the process that asked has gone");
            return ended(e);
        }
    }

    /// Unpacks an archive to nothing and counts what comes out, before any parser holds it in
    /// memory: what the archive says of its own sizes may be a lie.
    private static boolean unpacksToTooMuch(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (in.read() != 'P' || in.read() != 'K') return false;
        } catch (NoSuchFileException e) {
            return false;
        }
        long left = Math.max(LEAST_UNPACKED_BYTES, Math.multiplyExact(Files.size(file), MOST_RATIO));
        byte[] buffer = new byte[1 << 16];
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream part = zip.getInputStream(entry)) {
                    for (int count = part.read(buffer); count >= 0; count = part.read(buffer)) {
                        left -= count;
                        if (left < 0) return true;
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // A damaged archive: the parser says so.
            return false;
        }
        return false;
    }

    private static ContentHandler body(ContentHandler handler) {
        return new org.apache.tika.sax.BodyContentHandler(handler);
    }

    /// Embedded files are left alone: a report's spreadsheet is given by itself.
    private static ParseContext context(Parser parser) {
        ParseContext context = new ParseContext();
        context.set(Parser.class, parser);
        context.set(EmbeddedDocumentExtractor.class, new NothingEmbedded());
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setExtractInlineImages(false);
        context.set(PDFParserConfig.class, pdf);
        // The parsers that stream, where there are two.
        OfficeParserConfig office = new OfficeParserConfig();
        office.setUseSAXDocxExtractor(true);
        office.setUseSAXPptxExtractor(true);
        context.set(OfficeParserConfig.class, office);
        return context;
    }

    private static final class NothingEmbedded implements EmbeddedDocumentExtractor {
        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return false;
        }

        @Override
        public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {}
    }

    /// Parsers say by many exceptions, often nested, that they gave up on purpose.
    private static Outcome ended(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String name = cause.getClass().getSimpleName();
            String said = String.valueOf(cause.getMessage());
            if (name.equals("WriteLimitReachedException")) return Outcome.TOO_MUCH_TEXT;
            boolean bomb = said.contains("Zip bomb") || said.contains("zip bomb") || name.contains("SecureSAX");
            if (bomb || said.contains("XML bomb")) return Outcome.HOSTILE;
        }
        return Outcome.DAMAGED;
    }

    /// Text on its way out, in parts.
    private static final class Sink extends java.io.Writer {
        private static final int PART = 1 << 16;

        private final DataOutputStream out;
        private final StringBuilder part = new StringBuilder();
        private boolean broken;

        Sink(DataOutputStream out) {
            this.out = out;
        }

        boolean broken() {
            return broken;
        }

        @Override
        public void write(char[] chars, int offset, int length) throws IOException {
            part.append(chars, offset, length);
            if (part.length() >= PART) flush();
        }

        @Override
        public void flush() throws IOException {
            if (part.isEmpty()) return;
            byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
            part.setLength(0);
            try {
                out.writeInt(bytes.length);
                out.write(bytes);
                out.flush();
            } catch (IOException e) {
                broken = true;
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
