package waywarden.advisory;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.audience.Targets;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Area;
import waywarden.advisory.cap.Alert.Named;
import waywarden.advisory.cap.Alert.Reference;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.template.Draft;
import waywarden.advisory.template.Templates;

/// Warnings for tests.
public final class Warnings {

    public static final OffsetDateTime SENT = OffsetDateTime.parse("2026-05-03T10:00:00Z");

    private Warnings() {}

    /// A small message that holds to every rule; tests break it in one place.
    public static String plain() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
                  <identifier>w-1</identifier>
                  <sender>desk@example.org</sender>
                  <sent>2026-05-03T10:00:00-00:00</sent>
                  <status>Actual</status>
                  <msgType>Alert</msgType>
                  <scope>Public</scope>
                  <info>
                    <language>en</language>
                    <category>Security</category>
                    <event>Staged approach</event>
                    <urgency>Expected</urgency>
                    <severity>Severe</severity>
                    <certainty>Likely</certainty>
                    <expires>2026-08-01T10:00:00-00:00</expires>
                    <headline>Know the pattern</headline>
                    <description>Somebody offers money for small reports.</description>
                    <area>
                      <areaDesc>Paris</areaDesc>
                      <polygon>48,2 49,2 49,3 48,3 48,2</polygon>
                    </area>
                  </info>
                </alert>
                """;
    }

    public static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    public static CapReading read(String document) {
        return CapReader.read(bytes(document));
    }

    /// A warning in our own profile.
    public static Alert own(String identifier, String country, List<String> sectors) {
        return own(identifier, SENT, country, sectors, null);
    }

    public static Alert own(
            String identifier, OffsetDateTime sent, String country, List<String> sectors, @Nullable Reference updates) {
        return draft(identifier, sent, List.of(place(country)), sectors, updates)
                .from(Templates.find("paid-consultancy").orElseThrow());
    }

    public static Area place(String country) {
        return new Area(country, List.of(), List.of(), List.of(new Named(Targets.COUNTRY, country)), null, null);
    }

    public static Draft draft(
            String identifier,
            OffsetDateTime sent,
            List<Area> areas,
            List<String> sectors,
            @Nullable Reference updates) {
        return new Draft(
                identifier,
                "desk@example.org",
                "Example desk",
                sent,
                sent.plusDays(90),
                false,
                areas,
                sectors,
                List.of(),
                null,
                List.of("en", "zh"),
                updates);
    }
}
