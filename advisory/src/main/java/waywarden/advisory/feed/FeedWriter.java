package waywarden.advisory.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.Alert.Scope;
import waywarden.advisory.cap.Alert.Status;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.cap.CapWriter;

/// Writes an Atom feed (RFC 4287) that leads to CAP documents, each served as the very bytes that
/// were signed. Entries are small; a document's address and id hold its digest, so that both stay the
/// same for ever and every version has its own.
public final class FeedWriter {

    /// Some readers stop at a megabyte; the newest entries are kept.
    static final int LARGEST = 900_000;

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    private FeedWriter() {}

    /// A written feed.
    ///
    /// @param bytes   UTF-8
    /// @param eTag    strong, in quotes: the same bytes have the same, others another
    /// @param updated when the newest entry changed
    /// @param leftOut how many of the oldest entries had no room
    public record WrittenFeed(byte[] bytes, String eTag, OffsetDateTime updated, int leftOut) {

        /// Whether a reader that has these tags needs nothing new (RFC 9110, `If-None-Match`).
        public boolean isKnownBy(String ifNoneMatch) {
            if (ifNoneMatch.strip().equals("*")) return true;
            for (String tag : ifNoneMatch.split(",", 100)) {
                String bare = tag.strip();
                if (eTag.equals(bare.startsWith("W/") ? bare.substring(2) : bare)) return true;
            }
            return false;
        }
    }

    /// What the feed says of itself.
    ///
    /// @param id      never changes, a tag or an address
    /// @param self    where the feed lies
    /// @param folder  where its documents lie, with a slash at its end
    /// @param author  the issuer's name
    /// @param started when the feed began; it is the time of a feed without entries
    public record Head(String id, String title, String author, String self, String folder, OffsetDateTime started) {}

    /// The name of the file that a document is served under: the same bytes always have the same.
    public static String fileName(CapReading warning) {
        return digest(warning.original()).substring(0, 40) + ".xml";
    }

    /// Only what is meant for everybody gets into a feed: actual warnings or marked exercises of
    /// public scope.
    public static boolean belongs(Alert alert) {
        boolean status =
                alert.status() == Status.ACTUAL || alert.status() == Status.EXERCISE || alert.status() == Status.TEST;
        boolean type = alert.messageType() == MessageType.ALERT
                || alert.messageType() == MessageType.UPDATE
                || alert.messageType() == MessageType.CANCEL;
        return alert.scope() == Scope.PUBLIC && status && type;
    }

    /// The same warnings give the same bytes, in whatever order they come.
    public static WrittenFeed write(Head head, List<CapReading> warnings) {
        List<Item> items = warnings.stream()
                .flatMap(warning -> Item.of(warning).stream())
                .filter(item -> belongs(item.alert()))
                .sorted(Comparator.comparing((Item item) -> item.alert().sent().toInstant())
                        .reversed()
                        .thenComparing(Item::file))
                .distinct()
                .toList();
        int kept = items.size();
        byte[] bytes = document(head, items);
        while (bytes.length > LARGEST && kept > 1) {
            kept = Math.max(1, (int) ((long) kept * LARGEST / bytes.length) - 1);
            bytes = document(head, items.subList(0, kept));
        }
        return new WrittenFeed(bytes, '"' + digest(bytes) + '"', updated(head, items), items.size() - kept);
    }

    /// A warning and the name of its file.
    private record Item(Alert alert, String file) {
        static Optional<Item> of(CapReading warning) {
            return Optional.ofNullable(warning.alert()).map(alert -> new Item(alert, fileName(warning)));
        }
    }

    private static OffsetDateTime updated(Head head, List<Item> items) {
        return items.isEmpty() ? head.started() : items.getFirst().alert().sent();
    }

    private static byte[] document(Head head, List<Item> items) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter out = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            out.writeStartDocument("UTF-8", "1.0");
            out.writeCharacters("\n");
            out.setDefaultNamespace(FeedReader.ATOM);
            out.writeStartElement(FeedReader.ATOM, "feed");
            out.writeDefaultNamespace(FeedReader.ATOM);
            text(out, "id", head.id());
            text(out, "title", head.title());
            text(out, "updated", time(updated(head, items)));
            author(out, head.author());
            link(out, "self", "application/atom+xml", head.self());
            for (Item item : items) entry(out, head, item);
            out.writeCharacters("\n");
            out.writeEndElement();
            out.writeCharacters("\n");
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void entry(XMLStreamWriter out, Head head, Item item) throws XMLStreamException {
        Alert alert = item.alert();
        out.writeCharacters("\n");
        out.writeStartElement(FeedReader.ATOM, "entry");
        text(out, "id", "urn:waywarden:advisory:" + item.file().replace(".xml", ""));
        text(out, "title", title(alert));
        text(out, "updated", time(alert.sent()));
        author(out, head.author());
        link(out, "alternate", "application/cap+xml", head.folder() + item.file());
        text(out, "summary", summary(alert));
        out.writeCharacters("\n");
        out.writeEndElement();
    }

    /// A withdrawal and an exercise say so before anything else, in whatever language.
    private static String title(Alert alert) {
        List<String> marks = new ArrayList<>();
        if (alert.status() == Status.EXERCISE) marks.add("EXERCISE 演习");
        if (alert.status() == Status.TEST) marks.add("TEST 测试");
        if (alert.messageType() == MessageType.CANCEL) marks.add("WITHDRAWN 已撤回");
        if (alert.messageType() == MessageType.UPDATE) marks.add("UPDATED 已更新");
        String headlines = alert.infos().stream()
                .map(info -> info.headline() == null ? info.event() : info.headline())
                .filter(headline -> !headline.isBlank())
                .distinct()
                .reduce((a, b) -> a + " / " + b)
                .orElse(alert.identifier());
        return marks.isEmpty() ? headlines : String.join(" · ", marks) + " · " + headlines;
    }

    private static String summary(Alert alert) {
        return alert.infos().stream()
                .map(Info::description)
                .<String>mapMulti((description, next) -> {
                    if (description != null) next.accept(description);
                })
                .findFirst()
                .orElseGet(() -> alert.references().stream()
                        .map(CapWriter::reference)
                        .findFirst()
                        .orElse(alert.identifier()));
    }

    private static void author(XMLStreamWriter out, String name) throws XMLStreamException {
        out.writeStartElement(FeedReader.ATOM, "author");
        out.writeStartElement(FeedReader.ATOM, "name");
        out.writeCharacters(allowed(name));
        out.writeEndElement();
        out.writeEndElement();
    }

    private static void link(XMLStreamWriter out, String rel, String type, String href) throws XMLStreamException {
        out.writeCharacters("\n");
        out.writeEmptyElement(FeedReader.ATOM, "link");
        out.writeAttribute("rel", rel);
        out.writeAttribute("type", type);
        out.writeAttribute("href", href);
    }

    private static void text(XMLStreamWriter out, String name, String text) throws XMLStreamException {
        out.writeCharacters("\n");
        out.writeStartElement(FeedReader.ATOM, name);
        out.writeCharacters(allowed(text));
        out.writeEndElement();
    }

    /// What XML cannot hold becomes a mark.
    private static String allowed(String text) {
        return text.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }

    private static String time(OffsetDateTime time) {
        return TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
