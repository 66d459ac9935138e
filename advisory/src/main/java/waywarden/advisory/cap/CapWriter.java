package waywarden.advisory.cap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.cap.Alert.Area;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.Named;
import waywarden.advisory.cap.Alert.Reference;
import waywarden.advisory.cap.Alert.Resource;

/// Writes CAP 1.2. The same alert gives the same bytes; what is signed afterwards is never laid out
/// anew.
public final class CapWriter {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter out;
    private int depth;

    private CapWriter(XMLStreamWriter out) {
        this.out = out;
    }

    /// UTF-8.
    public static byte[] write(Alert alert) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter out = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            new CapWriter(out).document(alert);
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private void document(Alert alert) throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        out.writeCharacters("\n");
        out.setDefaultNamespace(CapVersion.V1_2.namespace());
        out.writeStartElement(CapVersion.V1_2.namespace(), "alert");
        out.writeDefaultNamespace(CapVersion.V1_2.namespace());
        depth++;
        alert(alert);
        close();
        out.writeCharacters("\n");
        out.writeEndDocument();
    }

    private void alert(Alert alert) throws XMLStreamException {
        text("identifier", alert.identifier());
        text("sender", alert.sender());
        time("sent", alert.sent());
        text("status", Word.of(alert.status()));
        text("msgType", Word.of(alert.messageType()));
        text("source", alert.source());
        text("scope", Word.of(alert.scope()));
        text("restriction", alert.restriction());
        list("addresses", alert.addresses());
        for (String code : alert.codes()) text("code", code);
        text("note", alert.note());
        if (!alert.references().isEmpty()) {
            text(
                    "references",
                    alert.references().stream().map(CapWriter::reference).collect(Collectors.joining(" ")));
        }
        list("incidents", alert.incidents());
        for (Info info : alert.infos()) info(info);
    }

    /// The triple by which messages name each other.
    public static String reference(Reference reference) {
        return reference.sender() + "," + reference.identifier() + "," + Times.write(reference.sent());
    }

    private void info(Info info) throws XMLStreamException {
        open("info");
        text("language", info.language());
        for (Enum<?> category : info.categories()) text("category", Word.of(category));
        text("event", info.event());
        for (Enum<?> response : info.responseTypes()) text("responseType", Word.of(response));
        text("urgency", Word.of(info.urgency()));
        text("severity", Word.of(info.severity()));
        text("certainty", Word.of(info.certainty()));
        text("audience", info.audience());
        named("eventCode", info.eventCodes());
        time("effective", info.effective());
        time("onset", info.onset());
        time("expires", info.expires());
        text("senderName", info.senderName());
        text("headline", info.headline());
        text("description", info.description());
        text("instruction", info.instruction());
        text("web", info.web());
        text("contact", info.contact());
        named("parameter", info.parameters());
        for (Resource resource : info.resources()) resource(resource);
        for (Area area : info.areas()) area(area);
        close();
    }

    private void resource(Resource resource) throws XMLStreamException {
        open("resource");
        text("resourceDesc", resource.description());
        String mime = resource.mimeType();
        text("mimeType", mime == null ? "application/octet-stream" : mime);
        if (resource.size() != null) text("size", resource.size().toString());
        text("uri", resource.uri());
        text("derefUri", resource.derefUri());
        text("digest", resource.digest());
        close();
    }

    private void area(Area area) throws XMLStreamException {
        open("area");
        text("areaDesc", area.description());
        for (String polygon : area.polygons()) text("polygon", polygon);
        for (String circle : area.circles()) text("circle", circle);
        named("geocode", area.geocodes());
        if (area.altitude() != null) text("altitude", area.altitude().toPlainString());
        if (area.ceiling() != null) text("ceiling", area.ceiling().toPlainString());
        close();
    }

    private void named(String name, List<Named> all) throws XMLStreamException {
        for (Named one : all) {
            open(name);
            text("valueName", one.name());
            text("value", one.value());
            close();
        }
    }

    private void list(String name, List<String> items) throws XMLStreamException {
        if (!items.isEmpty()) text(name, Lists.write(items));
    }

    private void time(String name, @Nullable OffsetDateTime time) throws XMLStreamException {
        if (time != null) text(name, Times.write(time));
    }

    private void open(String name) throws XMLStreamException {
        indent();
        out.writeStartElement(CapVersion.V1_2.namespace(), name);
        depth++;
    }

    private void close() throws XMLStreamException {
        depth--;
        indent();
        out.writeEndElement();
    }

    private void indent() throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(depth));
    }

    private void text(String name, @Nullable String text) throws XMLStreamException {
        if (text == null) return;
        indent();
        out.writeStartElement(CapVersion.V1_2.namespace(), name);
        characters(text);
        out.writeEndElement();
    }

    /// A carriage return is lost in XML unless it is written as a reference; what XML cannot hold
    /// becomes a mark.
    private void characters(String text) throws XMLStreamException {
        StringBuilder run = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r') {
                out.writeCharacters(run.toString());
                run.setLength(0);
                out.writeEntityRef("#13");
            } else {
                run.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        }
        out.writeCharacters(run.toString());
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }
}
