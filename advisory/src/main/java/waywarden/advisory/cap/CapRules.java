package waywarden.advisory.cap;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.area.Outline;
import waywarden.advisory.area.Outline.Flaw;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.Alert.Scope;
import waywarden.advisory.cap.Alert.Status;
import waywarden.advisory.cap.CapReader.References;
import waywarden.advisory.xml.XmlElement;

/// What the standard says of a message beyond its schema.
final class CapRules {

    /// What the standard keeps out of names, because references are lists of them.
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[\\s,<&]");

    private static final Pattern MARKUP =
            Pattern.compile("</?(p|br|a|b|i|div|span|ul|ol|li|table|strong|em|h[1-6])(\\s[^<>]{0,500})?/?>");
    private static final Pattern MIME = Pattern.compile("[\\w.+-]{1,80}/[\\w.+-]{1,120}(;.{0,200})?");
    private static final Pattern SHA1 = Pattern.compile("[0-9a-fA-F]{40}");
    private static final int LONG_HEADLINE = 160;

    private final Alert alert;
    private final List<Finding> findings;

    private CapRules(Alert alert, List<Finding> findings) {
        this.alert = alert;
        this.findings = findings;
    }

    static void check(Alert alert, XmlElement root, List<Finding> findings) {
        new CapRules(alert, findings).message(root);
    }

    private void message(XmlElement root) {
        if (NOT_IN_NAMES.matcher(alert.identifier()).find()) at(Rule.IDENTIFIER_CHARACTERS, root, "identifier");
        if (NOT_IN_NAMES.matcher(alert.sender()).find()) at(Rule.SENDER_CHARACTERS, root, "sender");
        time(root, "/alert", "sent");
        references(root);
        audience(root);
        boolean exercise = alert.status() == Status.EXERCISE && alert.note() == null;
        if (exercise) at(Rule.EXERCISE_WITHOUT_NOTE, root, "status");
        boolean telling = alert.messageType() == MessageType.ALERT || alert.messageType() == MessageType.UPDATE;
        if (telling && alert.infos().isEmpty()) add(Rule.NO_INFO, "/alert", root);
        Set<String> spoken = new HashSet<>();
        List<XmlElement> infos = root.all("info").toList();
        for (int i = 0; i < infos.size(); i++) {
            Info info = alert.infos().get(i);
            String path = "/alert/info[" + (i + 1) + "]";
            info(info, infos.get(i), path);
            if (!spoken.add(info.spoken() + "\n" + info.event() + "\n" + info.areas())) {
                add(Rule.LANGUAGE_TWICE, path, infos.get(i), info.spoken());
            }
        }
    }

    private void references(XmlElement root) {
        Optional<XmlElement> element = root.first("references");
        List<String> written = Lists.read(root.value("references"));
        for (String reference : written) {
            if (References.one(reference) == null) at(Rule.NOT_A_REFERENCE, root, "references");
        }
        boolean needed = alert.messageType() != MessageType.ALERT;
        if (needed && written.isEmpty()) {
            XmlElement place = element.orElse(root);
            add(Rule.REFERENCES_MISSING, "/alert/references", place, Word.of(alert.messageType()));
        }
        for (Alert.Reference reference : alert.references()) {
            if (reference.names(alert)) at(Rule.REFERS_TO_ITSELF, root, "references");
            else if (reference.sent().isAfter(alert.sent())) at(Rule.REFERS_TO_LATER, root, "references");
        }
    }

    private void audience(XmlElement root) {
        boolean restricted = alert.scope() == Scope.RESTRICTED;
        if (restricted && alert.restriction() == null) at(Rule.RESTRICTION_MISSING, root, "scope");
        if (!restricted && alert.restriction() != null) at(Rule.RESTRICTION_UNUSED, root, "restriction");
        if (alert.scope() == Scope.PRIVATE && alert.addresses().isEmpty()) at(Rule.ADDRESSES_MISSING, root, "scope");
    }

    private void info(Info info, XmlElement element, String path) {
        if (info.event().isEmpty()) in(Rule.EVENT_EMPTY, path, element, "event");
        times(info, element, path);
        markup(info.headline(), element, path, "headline");
        markup(info.description(), element, path, "description");
        markup(info.instruction(), element, path, "instruction");
        String headline = info.headline();
        if (headline != null && headline.length() > LONG_HEADLINE) {
            in(Rule.HEADLINE_LONG, path, element, "headline", headline.length());
        }
        String web = info.web();
        if (web != null && !isAbsolute(web)) in(Rule.WEB_NOT_ABSOLUTE, path, element, "web");
        List<XmlElement> resources = element.all("resource").toList();
        for (int i = 0; i < resources.size(); i++) {
            resource(info.resources().get(i), resources.get(i), path + "/resource[" + (i + 1) + "]");
        }
        List<XmlElement> areas = element.all("area").toList();
        for (int i = 0; i < areas.size(); i++) {
            area(info.areas().get(i), areas.get(i), path + "/area[" + (i + 1) + "]");
        }
    }

    private void times(Info info, XmlElement element, String path) {
        time(element, path, "effective");
        time(element, path, "onset");
        time(element, path, "expires");
        OffsetDateTime expires = info.expires();
        if (expires == null) {
            if (element.value("expires").isEmpty()) add(Rule.NO_EXPIRES, path, element);
            return;
        }
        OffsetDateTime effective = info.effective();
        boolean early = expires.isBefore(alert.sent()) || (effective != null && expires.isBefore(effective));
        if (early) in(Rule.EXPIRES_TOO_EARLY, path, element, "expires");
    }

    private void time(XmlElement within, String path, String name) {
        String written = within.value(name);
        if (written.isEmpty() || Times.read(written) == null) return;
        if (!Times.hasZone(written)) in(Rule.TIME_WITHOUT_ZONE, path, within, name, name);
        else if (written.endsWith("+00:00")) in(Rule.PLUS_ZERO, path, within, name, name);
    }

    private void markup(@Nullable String text, XmlElement element, String path, String name) {
        if (text != null && MARKUP.matcher(text).find()) in(Rule.MARKUP, path, element, name, name);
    }

    private static boolean isAbsolute(String written) {
        try {
            URI uri = new URI(written);
            return uri.isAbsolute() && !uri.isOpaque();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void resource(Alert.Resource resource, XmlElement element, String path) {
        String mime = resource.mimeType();
        if (mime != null && !MIME.matcher(mime).matches()) in(Rule.MIME_TYPE, path, element, "mimeType", mime);
        if (resource.size() != null && resource.size().signum() < 0) in(Rule.SIZE_NEGATIVE, path, element, "size");
        String digest = resource.digest();
        if (digest != null && !SHA1.matcher(digest).matches()) in(Rule.DIGEST, path, element, "digest");
        if (resource.uri() == null && resource.derefUri() == null) add(Rule.RESOURCE_EMPTY, path, element);
    }

    private void area(Alert.Area area, XmlElement element, String path) {
        number(Rule.POLYGON_EMPTY, path, element, "polygon");
        List<XmlElement> polygons = element.all("polygon").toList();
        for (int i = 0; i < polygons.size(); i++) {
            String text = polygons.get(i).text();
            if (!text.isBlank()) shape(Outline.polygon(text), polygons.get(i), path + "/polygon[" + (i + 1) + "]");
        }
        List<XmlElement> circles = element.all("circle").toList();
        for (int i = 0; i < circles.size(); i++) {
            String text = circles.get(i).text();
            if (!text.isBlank()) shape(Outline.circle(text), circles.get(i), path + "/circle[" + (i + 1) + "]");
        }
        boolean textOnly = area.polygons().isEmpty()
                && area.circles().isEmpty()
                && area.geocodes().isEmpty();
        if (textOnly) add(Rule.AREA_TEXT_ONLY, path, element);
        BigDecimal ceiling = area.ceiling();
        BigDecimal altitude = area.altitude();
        if (ceiling == null) return;
        if (altitude == null) in(Rule.CEILING_ALONE, path, element, "ceiling");
        else if (ceiling.compareTo(altitude) < 0) in(Rule.CEILING_BELOW, path, element, "ceiling");
    }

    private void number(Rule rule, String path, XmlElement within, String name) {
        List<XmlElement> all = within.all(name).toList();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).text().isBlank()) add(rule, path + "/" + name + "[" + (i + 1) + "]", all.get(i));
        }
    }

    private void shape(Outline outline, XmlElement element, String path) {
        outline.flaws().stream().sorted().forEach(flaw -> add(rule(flaw, element), path, element));
    }

    private static Rule rule(Flaw flaw, XmlElement element) {
        return switch (flaw) {
            case EMPTY -> Rule.POLYGON_EMPTY;
            case UNREADABLE -> element.name().equals("circle") ? Rule.CIRCLE_UNREADABLE : Rule.POLYGON_UNREADABLE;
            case OPEN -> Rule.POLYGON_OPEN;
            case TOO_FEW_POINTS -> Rule.POLYGON_TOO_FEW_POINTS;
            case WITHOUT_SURFACE -> Rule.POLYGON_WITHOUT_SURFACE;
            case CROSSES_ITSELF -> Rule.POLYGON_CROSSES_ITSELF;
            case OUT_OF_RANGE -> Rule.OUT_OF_RANGE;
            case SPIKE -> Rule.POLYGON_SPIKE;
        };
    }

    private void at(Rule rule, XmlElement root, String name) {
        in(rule, "/alert", root, name, name);
    }

    private void in(Rule rule, String path, XmlElement within, String name, Object... args) {
        add(rule, path + "/" + name, within.first(name).orElse(within), args);
    }

    private void add(Rule rule, String path, XmlElement element, Object... args) {
        findings.add(Finding.of(rule, path, element.line(), args));
    }
}
