package waywarden.delivery.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import waywarden.advisory.signature.Signer;

/// Small signed messages.
public record Caps(
        String identifier,
        String type,
        String status,
        String scope,
        String urgency,
        String severity,
        String country,
        Instant sent,
        Instant expires,
        String references,
        String headline,
        String description) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'-00:00'");

    public static Caps alert(String identifier, Instant sent) {
        return new Caps(
                identifier,
                "Alert",
                "Actual",
                "Public",
                "Expected",
                "Severe",
                "FR",
                sent,
                sent.plus(Duration.ofDays(30)),
                "",
                "Know the pattern",
                "Somebody offers money for small reports.");
    }

    public Caps urgent() {
        return new Caps(
                identifier,
                type,
                status,
                scope,
                "Immediate",
                "Extreme",
                country,
                sent,
                expires,
                references,
                headline,
                description);
    }

    public Caps exercise() {
        return new Caps(
                identifier,
                type,
                "Exercise",
                scope,
                urgency,
                severity,
                country,
                sent,
                expires,
                references,
                headline,
                description);
    }

    public Caps scoped(String other) {
        return new Caps(
                identifier,
                type,
                status,
                other,
                urgency,
                severity,
                country,
                sent,
                expires,
                references,
                headline,
                description);
    }

    public Caps until(Instant moment) {
        return new Caps(
                identifier,
                type,
                status,
                scope,
                urgency,
                severity,
                country,
                sent,
                moment,
                references,
                headline,
                description);
    }

    public Caps in(String other) {
        return new Caps(
                identifier,
                type,
                status,
                scope,
                urgency,
                severity,
                other,
                sent,
                expires,
                references,
                headline,
                description);
    }

    public Caps saying(String newHeadline, String newDescription) {
        return new Caps(
                identifier,
                type,
                status,
                scope,
                urgency,
                severity,
                country,
                sent,
                expires,
                references,
                newHeadline,
                newDescription);
    }

    public Caps updated(String newIdentifier, Instant now) {
        return follow(newIdentifier, "Update", now);
    }

    public Caps cancelled(String newIdentifier, Instant now) {
        return follow(newIdentifier, "Cancel", now);
    }

    private Caps follow(String newIdentifier, String newType, Instant now) {
        String reference = "desk@example.org," + identifier + "," + time(sent);
        return new Caps(
                newIdentifier,
                newType,
                status,
                scope,
                urgency,
                severity,
                country,
                now,
                expires,
                reference,
                headline,
                description);
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    public byte[] signed() {
        return Signer.sign(xml().getBytes(StandardCharsets.UTF_8), Keys.signing());
    }

    public String xml() {
        String restriction = scope.equals("Restricted") ? "<restriction>those concerned</restriction>" : "";
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
                  <identifier>%s</identifier>
                  <sender>desk@example.org</sender>
                  <sent>%s</sent>
                  <status>%s</status>
                  <msgType>%s</msgType>
                  <scope>%s</scope>%s%s%s
                </alert>
                """.formatted(
                        identifier,
                        time(sent),
                        status,
                        type,
                        scope,
                        restriction,
                        status.equals("Exercise") ? "<note>Exercise</note>" : "",
                        (references.isEmpty() ? "" : "<references>" + references + "</references>")
                                + info("en", headline, description)
                                + info("zh", "了解这种手法", "有人出钱请人写小报告。"));
    }

    private String info(String language, String head, String text) {
        return """

                  <info>
                    <language>%s</language>
                    <category>Security</category>
                    <event>Staged approach</event>
                    <urgency>%s</urgency>
                    <severity>%s</severity>
                    <certainty>Likely</certainty>
                    <expires>%s</expires>
                    <senderName>Example desk</senderName>
                    <headline>%s</headline>
                    <description>%s</description>
                    <instruction>Tell the desk.</instruction>
                    <area>
                      <areaDesc>Place</areaDesc>
                      <geocode><valueName>ISO3166-1</valueName><value>%s</value></geocode>
                    </area>
                  </info>""".formatted(language, urgency, severity, time(expires), escaped(head), escaped(text), country);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
