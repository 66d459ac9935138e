package waywarden.advisory.cap;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.cap.Alert.Area;
import waywarden.advisory.cap.Alert.Category;
import waywarden.advisory.cap.Alert.Certainty;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.Alert.Named;
import waywarden.advisory.cap.Alert.Reference;
import waywarden.advisory.cap.Alert.Resource;
import waywarden.advisory.cap.Alert.ResponseType;
import waywarden.advisory.cap.Alert.Scope;
import waywarden.advisory.cap.Alert.Severity;
import waywarden.advisory.cap.Alert.Status;
import waywarden.advisory.cap.Alert.Urgency;
import waywarden.advisory.xml.SafeXml;
import waywarden.advisory.xml.XmlElement;
import waywarden.advisory.xml.XmlLimits;
import waywarden.advisory.xml.XmlReading;
import waywarden.advisory.xml.XmlReading.Fault;

/// Reads CAP 1.0, 1.1 and 1.2. Never throws for content: what is wrong is a finding, and what can be
/// read is read.
public final class CapReader {

    private CapReader() {}

    /// Reads a message and holds it to the standard.
    public static CapReading read(byte[] original) {
        return read(original, XmlLimits.MESSAGE);
    }

    public static CapReading read(byte[] original, XmlLimits limits) {
        return switch (SafeXml.read(original, limits)) {
            case XmlReading.Refused(Fault fault, int line) ->
                new CapReading(original, null, List.of(Finding.of(rule(fault), "", line, bound(fault, limits))));
            case XmlReading.Read read -> read(original, read.root());
        };
    }

    /// Reads a message that was found within another document.
    ///
    /// @param original the message's own bytes
    public static CapReading read(byte[] original, XmlElement root) {
        List<Finding> findings = new ArrayList<>();
        CapVersion version = CapVersion.of(root.namespace()).orElse(null);
        if (!root.name().equals("alert")) {
            findings.add(Finding.of(Rule.NOT_CAP, "/" + root.name(), root.line(), root.name()));
            return new CapReading(original, null, findings);
        }
        if (version == null) {
            findings.add(Finding.of(Rule.UNKNOWN_NAMESPACE, "/alert", root.line(), root.namespace()));
            return new CapReading(original, null, findings);
        }
        Structure.check(version, root, findings);
        Alert alert = alert(version, root);
        if (alert != null) CapRules.check(alert, root, findings);
        return new CapReading(original, alert, findings);
    }

    /// The rule that a fault of the document breaks.
    public static Rule rule(Fault fault) {
        return switch (fault) {
            case TOO_LARGE -> Rule.TOO_LARGE;
            case DOCTYPE -> Rule.DOCTYPE;
            case TOO_DEEP -> Rule.TOO_DEEP;
            case TOO_MANY_ELEMENTS -> Rule.TOO_MANY_ELEMENTS;
            case TOO_MANY_POINTS -> Rule.TOO_MANY_POINTS;
            case NOT_WELL_FORMED -> Rule.NOT_WELL_FORMED;
            case ENCODING -> Rule.ENCODING;
            case EMPTY -> Rule.EMPTY;
        };
    }

    /// The bound that a fault speaks of.
    public static String bound(Fault fault, XmlLimits limits) {
        return switch (fault) {
            case TOO_LARGE -> String.valueOf(limits.bytes() >> 20);
            case TOO_DEEP -> String.valueOf(limits.depth());
            case TOO_MANY_ELEMENTS -> String.valueOf(limits.elements());
            case TOO_MANY_POINTS -> String.valueOf(limits.points());
            case DOCTYPE, NOT_WELL_FORMED, ENCODING, EMPTY -> "";
        };
    }

    private static @Nullable Alert alert(CapVersion version, XmlElement root) {
        String identifier = root.value("identifier");
        String sender = root.value("sender");
        OffsetDateTime sent = Times.read(root.value("sent"));
        Status status = word(Status.class, root, "status");
        MessageType type = word(MessageType.class, root, "msgType");
        Scope scope = word(Scope.class, root, "scope");
        if (scope == null && version == CapVersion.V1_0 && root.first("scope").isEmpty()) scope = Scope.PUBLIC;
        boolean nameless = identifier.isEmpty() || sender.isEmpty() || sent == null;
        if (nameless || sent == null || status == null || type == null || scope == null) return null;
        return new Alert(
                version,
                identifier,
                sender,
                sent,
                status,
                type,
                text(root, "source"),
                scope,
                text(root, "restriction"),
                Lists.read(root.value("addresses")),
                texts(root, "code"),
                text(root, "note"),
                References.read(root.value("references")),
                Lists.read(root.value("incidents")),
                root.all("info").map(info -> info(version, info)).toList());
    }

    private static Info info(CapVersion version, XmlElement info) {
        String certainty = info.value("certainty");
        return new Info(
                text(info, "language"),
                words(Category.class, info, "category"),
                info.value("event"),
                words(ResponseType.class, info, "responseType"),
                or(word(Urgency.class, info, "urgency"), Urgency.UNKNOWN),
                or(word(Severity.class, info, "severity"), Severity.UNKNOWN),
                certainty.equals("Very Likely")
                        ? Certainty.LIKELY
                        : or(word(Certainty.class, info, "certainty"), Certainty.UNKNOWN),
                text(info, "audience"),
                named(version, info, "eventCode"),
                Times.read(info.value("effective")),
                Times.read(info.value("onset")),
                Times.read(info.value("expires")),
                text(info, "senderName"),
                text(info, "headline"),
                text(info, "description"),
                text(info, "instruction"),
                text(info, "web"),
                text(info, "contact"),
                named(version, info, "parameter"),
                info.all("resource").map(CapReader::resource).toList(),
                info.all("area").map(area -> area(version, area)).toList());
    }

    private static Resource resource(XmlElement resource) {
        return new Resource(
                resource.value("resourceDesc"),
                text(resource, "mimeType"),
                Numbers.integer(resource.value("size")),
                text(resource, "uri"),
                text(resource, "derefUri"),
                text(resource, "digest"));
    }

    private static Area area(CapVersion version, XmlElement area) {
        return new Area(
                area.value("areaDesc"),
                texts(area, "polygon"),
                texts(area, "circle"),
                named(version, area, "geocode"),
                Numbers.decimal(area.value("altitude")),
                Numbers.decimal(area.value("ceiling")));
    }

    /// In 1.0 a name and its value are one text, `name=value`.
    private static List<Named> named(CapVersion version, XmlElement within, String name) {
        return within.all(name)
                .map(element -> {
                    if (version != CapVersion.V1_0) {
                        return new Named(element.value("valueName"), element.value("value"));
                    }
                    String text = element.text().strip();
                    int equals = text.indexOf('=');
                    return equals < 0
                            ? new Named("", text)
                            : new Named(
                                    text.substring(0, equals).strip(),
                                    text.substring(equals + 1).strip());
                })
                .toList();
    }

    /// The first child's text without blanks around it; null where it is empty or absent.
    private static @Nullable String text(XmlElement within, String name) {
        Optional<String> text =
                within.first(name).map(element -> element.text().strip()).filter(found -> !found.isEmpty());
        return text.orElse(null);
    }

    private static List<String> texts(XmlElement within, String name) {
        return within.all(name)
                .map(element -> element.text().strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static <E extends Enum<E>> @Nullable E word(Class<E> type, XmlElement within, String name) {
        return Word.read(type, within.value(name));
    }

    private static <E extends Enum<E>> List<E> words(Class<E> type, XmlElement within, String name) {
        List<E> words = new ArrayList<>();
        within.all(name).forEach(element -> {
            E word = Word.read(type, element.text().strip());
            if (word != null) words.add(word);
        });
        return words;
    }

    private static <E> E or(@Nullable E value, E otherwise) {
        return value == null ? otherwise : value;
    }

    /// The reference triples of a message.
    static final class References {
        private References() {}

        static List<Reference> read(String written) {
            List<Reference> references = new ArrayList<>();
            for (String one : Lists.read(written)) {
                Reference reference = one(one);
                if (reference != null) references.add(reference);
            }
            return references;
        }

        /// `sender,identifier,sent`, or null.
        static @Nullable Reference one(String written) {
            int first = written.indexOf(',');
            int last = written.lastIndexOf(',');
            if (first <= 0 || last <= first + 1) return null;
            OffsetDateTime sent = Times.read(written.substring(last + 1));
            String identifier = written.substring(first + 1, last);
            return sent == null || identifier.indexOf(',') >= 0
                    ? null
                    : new Reference(written.substring(0, first), identifier, sent);
        }
    }
}
