package waywarden.intake.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.jspecify.annotations.Nullable;
import waywarden.intake.IntakeLimits;
import waywarden.intake.MessageLength;
import waywarden.intake.Reason;
import waywarden.intake.TextEncoding;
import waywarden.intake.TranscriptSink;

/// Reads one mail as a stream of its parts: attachments are passed over, never held.
final class MailParser {

    /// What stands for a sender whom no field names.
    static final String UNKNOWN = "unknown";

    /// Most bytes of one text part, decoded; HTML has many bytes for few words.
    private static final int PART_BYTES = 1 << 20;

    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setStrictParsing(false)
            .setMalformedHeaderStartsBody(true)
            .setMaxHeaderLen(1 << 17)
            .setMaxHeaderCount(10_000)
            .setMaxLineLen(-1)
            .setMaxContentLen(-1)
            .build();

    private static final Pattern FORWARDS = Pattern.compile(
            "\\s*(fwd?|wg|tr|rv|enc|i|vs|vb|doorst|转发|轉寄|轉發|пересл)\\s*[:：].*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private final IntakeLimits limits;
    private final TranscriptSink sink;
    private final long line;
    private final MailHeader header = new MailHeader();
    private final Deque<Multipart> open = new ArrayDeque<>();
    private final Multipart top = new Multipart(false);
    private int messages;
    private int depth;
    private boolean attached;

    private MailParser(IntakeLimits limits, TranscriptSink sink, long line) {
        this.limits = limits;
        this.sink = sink;
        this.line = line;
    }

    /// Reads one mail; null where there is nothing in it, which is then said.
    ///
    /// @param separator its line in the mbox, whose date counts where the mail has none
    static @Nullable Mail parse(
            InputStream bytes, String separator, long line, IntakeLimits limits, TranscriptSink sink)
            throws IOException {
        MailParser parser = new MailParser(limits, sink, line);
        try {
            parser.parts(bytes);
        } catch (MimeException | MimeIOException damaged) {
            sink.loss(line, Reason.of("mail-damaged"));
        }
        return parser.mail(separator);
    }

    /// A multipart that is being read; of alternatives one is kept.
    private record Multipart(boolean alternative, List<Part> parts) {
        Multipart(boolean alternative) {
            this(alternative, new ArrayList<>());
        }

        List<Part> kept() {
            if (!alternative) return parts;
            for (Kind kind : List.of(Kind.PLAIN, Kind.HTML)) {
                List<Part> ofKind = parts.stream()
                        .filter(part -> part.kind() == kind && !part.text().isBlank())
                        .toList();
                if (!ofKind.isEmpty()) return ofKind;
            }
            return parts;
        }
    }

    private enum Kind {
        PLAIN,
        HTML,
        PLACEHOLDER
    }

    private record Part(Kind kind, String text) {}

    private void parts(InputStream bytes) throws IOException, MimeException {
        MimeTokenStream tokens = new MimeTokenStream(LENIENT);
        tokens.parse(bytes);
        open.push(top);
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = next(tokens)) {
            if (depth > limits.nesting()) {
                sink.loss(line, Reason.of("mail-too-deep", limits.nesting()));
                return;
            }
            token(state, tokens);
        }
    }

    private static EntityState next(MimeTokenStream tokens) throws IOException, MimeException {
        try {
            return tokens.next();
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
            // The parser's own way of telling some damage.
            throw new MimeException(damaged);
        }
    }

    private void token(EntityState state, MimeTokenStream tokens) throws IOException, MimeException {
        switch (state) {
            case T_START_MESSAGE -> {
                messages++;
                depth++;
                attached = false;
            }
            case T_END_MESSAGE -> depth--;
            case T_START_BODYPART -> attached = false;
            case T_FIELD -> field(tokens.getField());
            case T_START_MULTIPART -> {
                depth++;
                open.push(new Multipart(tokens.getBodyDescriptor().getSubType().equals("alternative")));
            }
            case T_END_MULTIPART -> {
                depth--;
                close();
            }
            case T_BODY -> body(tokens);
            default -> {}
        }
    }

    private void field(Field field) {
        byte[] raw = field.getRaw() == null ? new byte[0] : field.getRaw().toByteArray();
        boolean disposition = field.getName().equalsIgnoreCase("Content-Disposition");
        if (disposition)
            attached = field.getBody().strip().toLowerCase(Locale.ROOT).startsWith("attachment");
        if (messages == 1 && open.size() == 1) header.take(raw);
    }

    private void close() {
        Multipart closed = open.pop();
        Multipart outer = open.peek();
        if (outer != null) outer.parts().addAll(closed.kept());
    }

    private void body(MimeTokenStream tokens) throws IOException {
        Multipart into = open.peek();
        if (into == null) return;
        BodyDescriptor about = tokens.getBodyDescriptor();
        String type =
                about.getMimeType() == null ? "text/plain" : about.getMimeType().toLowerCase(Locale.ROOT);
        boolean html = type.equals("text/html");
        // What is the whole mail is said by its sender, whatever its header calls it.
        boolean aside = attached && open.size() > 1;
        if (aside || (!html && !isWords(type))) {
            into.parts().add(new Part(Kind.PLACEHOLDER, placeholder(type)));
            return;
        }
        byte[] bytes = whole(tokens.getDecodedInputStream());
        if (bytes.length > PART_BYTES) sink.loss(line, Reason.of("mail-part-too-long", PART_BYTES));
        String text = decoded(bytes, about.getCharset());
        into.parts().add(new Part(html ? Kind.HTML : Kind.PLAIN, text));
    }

    /// As much of a text as is whole.
    private byte[] whole(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 13];
        try {
            for (int n = in.read(block); n >= 0 && bytes.size() <= PART_BYTES; n = in.read(block)) {
                bytes.write(block, 0, n);
            }
        } catch (MimeIOException | IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
            sink.loss(line, Reason.of("mail-damaged"));
        }
        return bytes.toByteArray();
    }

    private static boolean isWords(String type) {
        return type.startsWith("text/")
                && !Set.of("text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/css")
                        .contains(type);
    }

    private static String placeholder(String type) {
        if (type.startsWith("image/")) return "<image>";
        if (type.startsWith("audio/")) return "<voice>";
        return type.startsWith("video/") ? "<video>" : "<file>";
    }

    /// By the charset the part names, unless its bytes cannot be of it.
    private static String decoded(byte[] bytes, @Nullable String named) {
        String name = named == null ? "us-ascii" : named.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals("us-ascii") || name.equals("ascii")) return TextEncoding.decode(bytes);
        try {
            return switch (name) {
                case "utf-8", "utf8" -> TextEncoding.decode(bytes);
                // The wider set holds the narrower, and programs name the narrower for both.
                case "gb2312", "gbk", "x-gbk", "cp936" -> new String(bytes, Charset.forName("GB18030"));
                case "iso-8859-1", "latin1" -> new String(bytes, Charset.forName("windows-1252"));
                default -> new String(bytes, Charset.forName(name));
            };
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return TextEncoding.decode(bytes);
        }
    }

    private @Nullable Mail mail(String separator) {
        while (open.size() > 1) close();
        boolean forwards = FORWARDS.matcher(header.subject()).matches();
        String text = text(forwards);
        if (text.isEmpty()) {
            sink.note(line, Reason.of("mail-says-nothing"));
            return null;
        }
        String sender = header.sender();
        if (sender == null) sink.note(line, Reason.of("mail-no-sender"));
        Set<String> parties = new HashSet<>(header.parties());
        parties.add(sender == null ? UNKNOWN : sender);
        return new Mail(
                line,
                header.id(),
                header.references(),
                header.subject(),
                time(separator),
                sender == null ? UNKNOWN : sender,
                parties,
                header.list(),
                header.owner(),
                header.recipients(),
                MessageLength.within(text, limits, sink, line));
    }

    private @Nullable OffsetDateTime time(String separator) {
        OffsetDateTime at = MailHeader.date(header.value("date"));
        if (at == null) at = MailHeader.date(separator);
        if (at == null) sink.note(line, Reason.of("time-unknown"));
        return at;
    }

    private String text(boolean forwards) {
        List<String> texts = new ArrayList<>();
        for (Part part : top.parts()) {
            String text = switch (part.kind()) {
                case PLACEHOLDER -> part.text();
                case HTML -> ReplyText.of(MailHtml.text(part.text(), forwards), forwards);
                case PLAIN -> ReplyText.of(Uuencoded.replaced(part.text()), forwards);
            };
            if (!text.isBlank()) texts.add(text);
        }
        return String.join("\n\n", texts);
    }
}
