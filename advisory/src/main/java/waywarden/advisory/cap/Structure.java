package waywarden.advisory.cap;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.xml.XmlElement;

/// The order, number and kind of elements that each version of the standard gives a message: our own
/// table, written after the standard's element reference.
final class Structure {

    static final String SIGNATURES = "http://www.w3.org/2000/09/xmldsig#";

    /// `name`, `name?`, `name*` or `name+`, in order; the kind of value after a colon, plain text
    /// where none is said.
    private static final Map<CapVersion, Map<String, List<Part>>> PARTS = Map.of(
            CapVersion.V1_0,
            parts(
                    "alert",
                    "identifier:name sender:name sent:time status:status10 msgType:msgType password? source? "
                            + "scope?:scope restriction? addresses? code* note? references? incidents? info*",
                    "info",
                    "language?:language category*:category10 event urgency:urgency severity:severity "
                            + "certainty:certainty10 audience? eventCode* effective?:time onset?:time expires?:time "
                            + "senderName? headline? description? instruction? web? contact? parameter* resource* area*",
                    "resource",
                    "resourceDesc mimeType? size?:integer uri? digest?",
                    "area",
                    "areaDesc:name polygon* circle* geocode* altitude? ceiling?"),
            CapVersion.V1_1,
            parts(
                    "alert",
                    "identifier:name sender:name sent:time status:status msgType:msgType source? scope:scope "
                            + "restriction? addresses? code* note? references? incidents? info*",
                    "info",
                    "language?:language category+:category event responseType*:responseType11 urgency:urgency "
                            + "severity:severity certainty:certainty audience? eventCode*:named effective?:time "
                            + "onset?:time expires?:time senderName? headline? description? instruction? web? contact? "
                            + "parameter*:named resource* area*",
                    "resource",
                    "resourceDesc mimeType? size?:integer uri? derefUri? digest?",
                    "area",
                    "areaDesc:name polygon* circle* geocode*:named altitude? ceiling?"),
            CapVersion.V1_2,
            parts(
                    "alert",
                    "identifier:name sender:name sent:time12 status:status msgType:msgType source? scope:scope "
                            + "restriction? addresses? code* note? references? incidents? info*",
                    "info",
                    "language?:language category+:category event responseType*:responseType urgency:urgency "
                            + "severity:severity certainty:certainty audience? eventCode*:named effective?:time12 "
                            + "onset?:time12 expires?:time12 senderName? headline? description? instruction? web? "
                            + "contact? parameter*:named resource* area*",
                    "resource",
                    "resourceDesc mimeType size?:integer uri? derefUri? digest?",
                    "area",
                    "areaDesc:name polygon* circle* geocode*:named altitude?:decimal ceiling?:decimal"));

    private static final Set<String> NESTED = Set.of("info", "resource", "area");
    private static final Map<String, List<String>> WORDS = words();
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern TIME_1_2 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[-+]\\d\\d:\\d\\d");

    private final List<Finding> findings;
    private final CapVersion version;

    private Structure(CapVersion version, List<Finding> findings) {
        this.version = version;
        this.findings = findings;
    }

    /// One element of a table.
    private record Part(String name, boolean required, boolean repeats, String kind) {

        static Part of(String written) {
            int colon = written.indexOf(':');
            String kind = colon < 0 ? "" : written.substring(colon + 1);
            String named = colon < 0 ? written : written.substring(0, colon);
            char last = named.charAt(named.length() - 1);
            boolean marked = last == '?' || last == '*' || last == '+';
            String name = marked ? named.substring(0, named.length() - 1) : named;
            return new Part(name, !marked || last == '+', last == '*' || last == '+', kind);
        }
    }

    private static Map<String, List<Part>> parts(String... namesAndParts) {
        Map<String, List<Part>> parts = new HashMap<>();
        for (int i = 0; i < namesAndParts.length; i += 2) {
            parts.put(
                    namesAndParts[i],
                    Stream.of(namesAndParts[i + 1].split(" ")).map(Part::of).toList());
        }
        parts.put("named", List.of(Part.of("valueName"), Part.of("value")));
        return parts;
    }

    private static Map<String, List<String>> words() {
        Map<String, List<String>> words = new HashMap<>();
        BiConsumer<String, String> put = (kind, list) -> words.put(kind, List.of(list.split(" ")));
        put.accept("status", "Actual Exercise System Test Draft");
        put.accept("status10", "Actual Exercise System Test");
        put.accept("msgType", "Alert Update Cancel Ack Error");
        put.accept("scope", "Public Restricted Private");
        put.accept("category", "Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other");
        put.accept("category10", "Geo Met Safety Security Rescue Fire Health Env Transport Infra Other");
        put.accept("responseType", "Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None");
        put.accept("responseType11", "Shelter Evacuate Prepare Execute Monitor Assess None");
        put.accept("urgency", "Immediate Expected Future Past Unknown");
        put.accept("severity", "Extreme Severe Moderate Minor Unknown");
        put.accept("certainty", "Observed Likely Possible Unlikely Unknown");
        words.put("certainty10", List.of("Very Likely", "Likely", "Possible", "Unlikely", "Unknown"));
        return words;
    }

    static void check(CapVersion version, XmlElement alert, List<Finding> findings) {
        new Structure(version, findings).within(alert, "alert", "/alert");
    }

    private void within(XmlElement element, String table, String path) {
        List<Part> parts = PARTS.getOrDefault(version, Map.of()).getOrDefault(table, List.of());
        Map<String, Integer> seen = new LinkedHashMap<>();
        int reached = 0;
        for (XmlElement child : element.children()) {
            int place = place(parts, child);
            int number = seen.merge(child.name(), 1, Integer::sum);
            String at = path + "/" + child.name() + (repeats(parts, place) ? "[" + number + "]" : "");
            if (place < 0) {
                strange(child, table, at);
                continue;
            }
            Part part = parts.get(place);
            if (place < reached) {
                add(
                        Rule.OUT_OF_ORDER,
                        at,
                        child,
                        part.name(),
                        parts.get(reached).name());
            }
            reached = Math.max(reached, place);
            if (number == 2 && !part.repeats()) add(Rule.TOO_OFTEN, at, child, part.name());
            value(part, child, at);
        }
        for (Part part : parts) {
            if (part.required() && !seen.containsKey(part.name())) {
                add(Rule.MISSING, path, element, part.name(), element.name());
            }
        }
    }

    private static boolean repeats(List<Part> parts, int place) {
        return place >= 0 && parts.get(place).repeats();
    }

    private int place(List<Part> parts, XmlElement child) {
        if (!child.namespace().equals(version.namespace())) return -1;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).name().equals(child.name())) return i;
        }
        return -1;
    }

    private void strange(XmlElement child, String table, String at) {
        boolean signature = table.equals("alert") && child.namespace().equals(SIGNATURES);
        if (!signature) add(Rule.UNKNOWN_ELEMENT, at, child, child.name(), version.number());
        else if (version != CapVersion.V1_2) add(Rule.SIGNATURE_BEFORE_1_2, at, child, version.number());
    }

    private void value(Part part, XmlElement child, String at) {
        if (NESTED.contains(part.name())) {
            within(child, part.name(), at);
            return;
        }
        if (part.kind().equals("named")) {
            within(child, "named", at);
            return;
        }
        for (XmlElement inner : child.children()) {
            add(Rule.UNKNOWN_ELEMENT, at + "/" + inner.name(), inner, inner.name(), version.number());
        }
        String text = child.text();
        String bare = text.strip();
        if (part.kind().isEmpty()) return;
        if (bare.isEmpty() && (part.kind().equals("name") || part.kind().startsWith("time"))) {
            add(Rule.EMPTY_REQUIRED, at, child, part.name());
            return;
        }
        Rule broken = broken(part.kind(), bare);
        if (broken != null) {
            add(broken, at, child, part.name(), bare, String.join(", ", WORDS.getOrDefault(part.kind(), List.of())));
        } else if (!text.equals(bare) && !part.kind().equals("name")) {
            add(Rule.BLANKS_AROUND, at, child, part.name());
        }
    }

    private static @Nullable Rule broken(String kind, String text) {
        return switch (kind) {
            case "name" -> null;
            case "time" -> Times.read(text) == null ? Rule.NOT_A_TIME : null;
            case "time12" -> TIME_1_2.matcher(text).matches() && Times.read(text) != null ? null : Rule.NOT_A_TIME;
            case "language" -> LANGUAGE.matcher(text).matches() ? null : Rule.NOT_A_LANGUAGE;
            case "integer" -> Numbers.integer(text) == null ? Rule.NOT_A_NUMBER : null;
            case "decimal" -> Numbers.decimal(text) == null ? Rule.NOT_A_NUMBER : null;
            default -> WORDS.getOrDefault(kind, List.of()).contains(text) ? null : Rule.NOT_A_VALUE;
        };
    }

    private void add(Rule rule, String path, XmlElement at, Object... args) {
        findings.add(Finding.of(rule, path, at.line(), args));
    }
}
