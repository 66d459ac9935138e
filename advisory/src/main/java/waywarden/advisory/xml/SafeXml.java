package waywarden.advisory.xml;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.xml.XmlReading.Fault;
import waywarden.advisory.xml.XmlReading.Read;
import waywarden.advisory.xml.XmlReading.Refused;

/// Reads a document of a stranger: no document type, no entities but XML's own five, no network, and
/// bounds on bytes, depth, elements and points that are checked while reading, so that a hostile
/// document costs next to nothing.
public final class SafeXml {

    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    private static final XMLInputFactory FACTORY = factory();

    /// In bytes: enough for a declaration, comments and the first element.
    private static final int BEGINNING = 8_192;

    private SafeXml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> new StringReader(""));
        return factory;
    }

    /// The name of the outermost element, read from no more than the beginning; empty where it is not there.
    public static String outermost(byte[] document) {
        Charset charset = document.length == 0 ? null : charset(document);
        if (charset == null) return "";
        String beginning = new String(document, 0, Math.min(document.length, BEGINNING), charset);
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(unmarked(beginning)));
            try {
                while (reader.hasNext()) {
                    if (reader.next() == XMLStreamConstants.START_ELEMENT) return reader.getLocalName();
                }
                return "";
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // Whatever is wrong with it, the reading itself will say.
            return "";
        }
    }

    public static XmlReading read(byte[] document, XmlLimits limits) {
        return read(document, limits, false);
    }

    /// Reads what real feeds hold: bytes that do not fit the declared encoding are taken as
    /// windows-1252.
    public static XmlReading readTolerantly(byte[] document, XmlLimits limits) {
        return read(document, limits, true);
    }

    private static XmlReading read(byte[] document, XmlLimits limits, boolean tolerant) {
        if (document.length > limits.bytes()) return new Refused(Fault.TOO_LARGE, 0);
        if (document.length == 0) return new Refused(Fault.EMPTY, 0);
        String text = decoded(document);
        boolean repaired = text == null;
        if (text == null) {
            if (!tolerant) return new Refused(Fault.ENCODING, 0);
            text = new String(document, Charset.forName("windows-1252"));
        }
        if (text.isBlank()) return new Refused(Fault.EMPTY, 0);
        if (Tags.hasDocumentType(text)) return new Refused(Fault.DOCTYPE, 0);
        return parsed(text, limits, repaired);
    }

    private static @Nullable String decoded(byte[] document) {
        Charset charset = charset(document);
        if (charset == null) return null;
        try {
            return unmarked(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(document))
                    .toString());
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /// Without the mark of the order of bytes that may stand first.
    private static String unmarked(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static @Nullable Charset charset(byte[] document) {
        int first = document[0] & 0xff;
        int second = document.length > 1 ? document[1] & 0xff : -1;
        if (first == 0xfe && second == 0xff) return StandardCharsets.UTF_16BE;
        if (first == 0xff && second == 0xfe) return StandardCharsets.UTF_16LE;
        if (first == 0 && second == '<') return StandardCharsets.UTF_16BE;
        if (first == '<' && second == 0) return StandardCharsets.UTF_16LE;
        if (first == 0xef && second == 0xbb) return StandardCharsets.UTF_8;
        String opening = new String(document, 0, Math.min(document.length, 300), StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARED.matcher(opening);
        if (!declared.find()) return StandardCharsets.UTF_8;
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static XmlReading parsed(String text, XmlLimits limits, boolean repaired) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
            try {
                return new Tree(reader, text, limits).read(repaired);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return new Refused(Fault.NOT_WELL_FORMED, line(e));
        } catch (RuntimeException e) {
            // The parser's own faults on broken input (index out of bounds and the like) are the input's.
            return new Refused(Fault.NOT_WELL_FORMED, 0);
        }
    }

    private static int line(XMLStreamException e) {
        return e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
    }

    /// The document as it grows.
    private static final class Tree {
        private final XMLStreamReader reader;
        private final String text;
        private final XmlLimits limits;
        private final Tags tags;
        private final Deque<Open> open = new ArrayDeque<>();
        private int elements;
        private int points;
        private @Nullable XmlElement root;

        Tree(XMLStreamReader reader, String text, XmlLimits limits) {
            this.reader = reader;
            this.text = text;
            tags = new Tags(text);
            this.limits = limits;
        }

        XmlReading read(boolean repaired) throws XMLStreamException {
            while (reader.hasNext()) {
                Fault fault = take(reader.next());
                if (fault != null) return new Refused(fault, line());
            }
            return root == null ? new Refused(Fault.EMPTY, 0) : new Read(root, text, repaired);
        }

        private @Nullable Fault take(int event) {
            switch (event) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    return Fault.DOCTYPE;
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > limits.elements()) return Fault.TOO_MANY_ELEMENTS;
                    if (open.size() >= limits.depth()) return Fault.TOO_DEEP;
                    open.push(new Open(reader, line(), tags.open()));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    Open within = open.peek();
                    if (within != null && !within.add(reader)) points += within.newPoints();
                    if (points > limits.points()) return Fault.TOO_MANY_POINTS;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement done = open.pop().closed(tags.close());
                    Open parent = open.peek();
                    if (parent == null) root = done;
                    else parent.children.add(done);
                }
                default -> {
                    // Comments and instructions carry nothing for us.
                }
            }
            return null;
        }

        private int line() {
            return Math.max(0, reader.getLocation().getLineNumber());
        }
    }

    /// An element not yet closed.
    private static final class Open {
        private final String namespace;
        private final String name;
        private final int line;
        private final int start;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final List<XmlElement> children = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final boolean shape;
        private int counted;

        Open(XMLStreamReader reader, int line, int start) {
            String uri = reader.getNamespaceURI();
            namespace = uri == null ? "" : uri;
            name = reader.getLocalName();
            this.line = line;
            this.start = start;
            shape = name.equals("polygon");
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                String of = reader.getAttributeNamespace(i);
                if (of == null || of.isEmpty()) {
                    attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                }
            }
        }

        /// @return false where the text may hold points that are to be counted
        boolean add(XMLStreamReader reader) {
            text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            return !shape;
        }

        int newPoints() {
            int found = 0;
            for (; counted < text.length(); counted++) {
                if (text.charAt(counted) == ',') found++;
            }
            return found;
        }

        XmlElement closed(int end) {
            return new XmlElement(
                    namespace, name, line, start, end, Map.copyOf(attributes), List.copyOf(children), text.toString());
        }
    }
}
