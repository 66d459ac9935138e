package waywarden.advisory.feed;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.cap.CapVersion;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.cap.Rule;
import waywarden.advisory.feed.Feed.Entry;
import waywarden.advisory.feed.Feed.Kind;
import waywarden.advisory.xml.SafeXml;
import waywarden.advisory.xml.XmlElement;
import waywarden.advisory.xml.XmlLimits;
import waywarden.advisory.xml.XmlReading;
import waywarden.advisory.xml.XmlReading.Fault;

/// Reads warnings from whatever publishers put them in: alone, in Atom, RSS or EDXL-DE. Tolerates
/// what real feeds do and says in words what was wrong; never throws for content.
public final class FeedReader {

    static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String EDXL = "urn:oasis:names:tc:emergency:EDXL:DE:1.0";

    /// The elements of RFC 4287.
    private static final Set<String> FEED_PARTS = Set.of(
            "author",
            "category",
            "contributor",
            "generator",
            "icon",
            "id",
            "link",
            "logo",
            "rights",
            "subtitle",
            "title",
            "updated",
            "entry");

    private static final Set<String> ENTRY_PARTS = Set.of(
            "author",
            "category",
            "content",
            "contributor",
            "id",
            "link",
            "published",
            "rights",
            "source",
            "summary",
            "title",
            "updated");

    private final String text;
    private final List<Finding> findings = new ArrayList<>();

    private FeedReader(String text) {
        this.text = text;
    }

    public static Feed read(byte[] document) {
        return read(document, XmlLimits.FEED);
    }

    /// @param limits of a feed; a message alone is held to the tighter ones of a message from its first element
    public static Feed read(byte[] document, XmlLimits limits) {
        XmlLimits bounds = SafeXml.outermost(document).equals("alert") ? XmlLimits.MESSAGE : limits;
        return switch (SafeXml.readTolerantly(document, bounds)) {
            case XmlReading.Refused(Fault fault, int line) ->
                Feed.refused(CapReader.rule(fault), line, CapReader.bound(fault, bounds));
            case XmlReading.Read read when isMessage(read.root()) -> alone(document);
            case XmlReading.Read read -> new FeedReader(read.text()).feed(read);
        };
    }

    /// Tells a message from a feed by its outermost element.
    private static boolean isMessage(XmlElement root) {
        return root.name().equals("alert");
    }

    /// A message alone is held to the tighter bounds of a message, and to its encoding.
    private static Feed alone(byte[] document) {
        CapReading reading = CapReader.read(document);
        return new Feed(Kind.CAP, "", "", List.of(new Entry("", "", null, null, reading)), List.of());
    }

    private Feed feed(XmlReading.Read read) {
        if (read.repaired()) findings.add(Finding.of(Rule.ENCODING_REPAIRED, "", 0));
        XmlElement root = read.root();
        if (root.is(ATOM, "feed")) return atom(root);
        if (root.name().equals("rss")) return rss(root);
        if (root.is(EDXL, "EDXLDistribution")) return distribution(root);
        if (root.name().equals("alerts") && CapVersion.of(root.namespace()).isPresent()) return wrapped(root);
        add(Rule.NOT_CAP, "/" + root.name(), root, root.name());
        return new Feed(Kind.CAP, "", "", List.of(), findings);
    }

    // --- Atom ---

    private Feed atom(XmlElement feed) {
        required(feed, "/feed", "id", "title", "updated");
        strange(feed, "/feed", FEED_PARTS);
        if (feed.children().stream().anyMatch(FeedReader::isCap)) add(Rule.FEED_ALERT_OUTSIDE_ENTRY, "/feed", feed);
        List<Entry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (XmlElement entry : feed.all("entry").toList()) {
            String path = "/feed/entry[" + (entries.size() + 1) + "]";
            required(entry, path, "id", "title", "updated");
            strange(entry, path, ENTRY_PARTS);
            String id = entry.value("id");
            if (!id.isEmpty() && !ids.add(id)) add(Rule.FEED_ENTRY_TWICE, path + "/id", entry);
            entries.add(atomEntry(entry, path, id));
        }
        return new Feed(Kind.ATOM, feed.value("id"), feed.value("title"), entries, findings);
    }

    private Entry atomEntry(XmlElement entry, String path, String id) {
        CapReading warning = entry.first("content").flatMap(this::within).orElse(null);
        if (warning == null) {
            // Not where Atom wants it: taken when it can be used, else only said.
            CapReading beside = within(entry).orElse(null);
            if (beside != null && beside.accepted()) warning = beside;
            else if (beside != null) add(Rule.FEED_ENTRY_UNREADABLE, path, entry);
        }
        String link = link(entry);
        boolean content = entry.first("content")
                .map(found -> !found.text().isBlank()
                        || !found.children().isEmpty()
                        || found.attributes().containsKey("src"))
                .orElse(false);
        if (warning == null && link == null && !content) add(Rule.FEED_ENTRY_LEADS_NOWHERE, path, entry);
        OffsetDateTime updated = time(entry.value("updated"));
        if (updated == null && !entry.value("updated").isEmpty()) {
            add(Rule.FEED_TIME, path + "/updated", entry, "updated");
        }
        return new Entry(id, entry.value("title"), link, updated, warning);
    }

    private static @Nullable String link(XmlElement entry) {
        List<XmlElement> links = entry.all("link").toList();
        return Stream.concat(
                        links.stream().filter(link -> type(link).equals("application/cap+xml")),
                        links.stream()
                                .filter(link -> link.attributes()
                                        .getOrDefault("rel", "alternate")
                                        .equals("alternate")))
                .map(link -> link.attributes().getOrDefault("href", ""))
                .filter(href -> !href.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static String type(XmlElement link) {
        return link.attributes().getOrDefault("type", "");
    }

    private void strange(XmlElement within, String path, Set<String> known) {
        for (XmlElement child : within.children()) {
            if (child.namespace().equals(ATOM) && !known.contains(child.name())) {
                add(Rule.FEED_UNKNOWN_ELEMENT, path + "/" + child.name(), child, child.name());
            }
        }
    }

    private void required(XmlElement within, String path, String... names) {
        for (String name : names) {
            if (within.first(name).isEmpty()) add(Rule.FEED_FIELD_MISSING, path, within, within.name(), name);
        }
    }

    // --- RSS ---

    private Feed rss(XmlElement rss) {
        XmlElement channel = rss.first("channel").orElse(null);
        if (channel == null) {
            add(Rule.FEED_FIELD_MISSING, "/rss", rss, "rss", "channel");
            return new Feed(Kind.RSS, "", "", List.of(), findings);
        }
        required(channel, "/rss/channel", "title", "link", "description");
        List<Entry> entries = new ArrayList<>();
        for (XmlElement item : channel.all("item").toList()) {
            String path = "/rss/channel/item[" + (entries.size() + 1) + "]";
            if (item.first("title").isEmpty() && item.first("description").isEmpty()) {
                add(Rule.FEED_FIELD_MISSING, path, item, "item", "title");
            }
            CapReading warning = within(item).orElse(null);
            String link = item.value("link").isEmpty() ? null : item.value("link");
            if (warning == null && link == null) add(Rule.FEED_ENTRY_LEADS_NOWHERE, path, item);
            OffsetDateTime updated = rssTime(item.value("pubDate"));
            if (updated == null && !item.value("pubDate").isEmpty()) {
                add(Rule.FEED_TIME, path + "/pubDate", item, "pubDate");
            }
            entries.add(new Entry(item.value("guid"), item.value("title"), link, updated, warning));
        }
        return new Feed(Kind.RSS, channel.value("link"), channel.value("title"), entries, findings);
    }

    // --- wrappers ---

    private Feed distribution(XmlElement distribution) {
        required(
                distribution,
                "/EDXLDistribution",
                "distributionID",
                "senderID",
                "dateTimeSent",
                "distributionStatus",
                "distributionType",
                "combinedConfidentiality");
        List<Entry> entries = new ArrayList<>();
        messages(distribution, entries);
        return new Feed(Kind.EDXL_DE, distribution.value("distributionID"), "", entries, findings);
    }

    private Feed wrapped(XmlElement alerts) {
        add(Rule.FEED_WRAPPER, "/alerts", alerts, "alerts");
        List<Entry> entries = new ArrayList<>();
        messages(alerts, entries);
        return new Feed(Kind.ALERTS, "", "", entries, findings);
    }

    private void messages(XmlElement within, List<Entry> entries) {
        for (XmlElement child : within.children()) {
            if (isCap(child)) entries.add(new Entry("", "", null, null, message(child)));
            else messages(child, entries);
        }
    }

    // --- messages within ---

    private Optional<CapReading> within(XmlElement holder) {
        return holder.children().stream().filter(FeedReader::isCap).findFirst().map(this::message);
    }

    private static boolean isCap(XmlElement element) {
        return element.name().equals("alert")
                && (CapVersion.of(element.namespace()).isPresent()
                        || element.namespace().contains(":cap:"));
    }

    /// The message's own characters, cut out of the document around it.
    private CapReading message(XmlElement alert) {
        byte[] own = text.substring(alert.start(), Math.max(alert.start(), alert.end()))
                .getBytes(StandardCharsets.UTF_8);
        return CapReader.read(own, alert);
    }

    private static @Nullable OffsetDateTime time(String written) {
        try {
            return OffsetDateTime.parse(written);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable OffsetDateTime rssTime(String written) {
        try {
            return OffsetDateTime.parse(written, DateTimeFormatter.RFC_1123_DATE_TIME);
        } catch (DateTimeException e) {
            return time(written);
        }
    }

    private void add(Rule rule, String path, XmlElement at, Object... args) {
        findings.add(Finding.of(rule, path, at.line(), args));
    }
}
