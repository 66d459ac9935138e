package waywarden.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waywarden.advisory.audience.Reach;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.cap.Rule;
import waywarden.advisory.feed.FeedReader;
import waywarden.advisory.profile.Profiles;
import waywarden.advisory.signature.Issuers;
import waywarden.advisory.signature.SignatureVerdict;

/// Each rule by one place of a good message that is broken.
class RulesTest {

    /// One change of the plain message and what it is found to break, where.
    record Case(Rule rule, String path, String from, String to) {
        @Override
        public String toString() {
            return rule + " at " + path;
        }
    }

    private static final String POLYGON = "48,2 49,2 49,3 48,3 48,2";

    static Stream<Case> standard() {
        return Stream.of(
                new Case(Rule.NOT_CAP, "/warning", "alert", "warning"),
                new Case(Rule.UNKNOWN_NAMESPACE, "/alert", ":cap:1.2", ":alerts:1.2"),
                new Case(Rule.MISSING, "/alert/info[1]", "<certainty>Likely</certainty>", ""),
                new Case(Rule.UNKNOWN_ELEMENT, "/alert/info[1]/mood", "<event>", "<mood>dark</mood><event>"),
                new Case(
                        Rule.OUT_OF_ORDER,
                        "/alert/sender",
                        "<identifier>w-1</identifier>\n  <sender>desk@example.org</sender>",
                        "<scope>Public</scope><identifier>w-1</identifier><sender>desk@example.org</sender>"),
                new Case(Rule.TOO_OFTEN, "/alert/info[1]/event", "<urgency>", "<event>again</event><urgency>"),
                new Case(Rule.NOT_A_VALUE, "/alert/info[1]/urgency", "Expected", "Foobar"),
                new Case(Rule.NOT_A_TIME, "/alert/sent", "2026-05-03T10:00:00-00:00", "2026-05-03 10:00"),
                new Case(Rule.NOT_A_LANGUAGE, "/alert/info[1]/language", ">en<", ">english_us!<"),
                new Case(
                        Rule.NOT_A_NUMBER,
                        "/alert/info[1]/area[1]/altitude",
                        "</polygon>",
                        "</polygon><altitude>high</altitude>"),
                new Case(Rule.BLANKS_AROUND, "/alert/status", "<status>Actual", "<status> Actual"),
                new Case(Rule.EMPTY_REQUIRED, "/alert/identifier", "w-1", " "),
                new Case(Rule.IDENTIFIER_CHARACTERS, "/alert/identifier", "w-1", "w 1"),
                new Case(Rule.SENDER_CHARACTERS, "/alert/sender", "desk@", "the,desk@"),
                new Case(Rule.NOT_A_REFERENCE, "/alert/references", "</scope>", "</scope><references>w-0</references>"),
                new Case(Rule.REFERENCES_MISSING, "/alert/references", ">Alert<", ">Cancel<"),
                new Case(
                        Rule.REFERS_TO_ITSELF,
                        "/alert/references",
                        "</scope>",
                        "</scope><references>desk@example.org,w-1,2026-05-03T12:00:00+02:00</references>"),
                new Case(
                        Rule.REFERS_TO_LATER,
                        "/alert/references",
                        "</scope>",
                        "</scope><references>desk@example.org,w-2,2026-05-04T12:00:00+02:00</references>"),
                new Case(Rule.RESTRICTION_MISSING, "/alert/scope", "Public", "Restricted"),
                new Case(Rule.ADDRESSES_MISSING, "/alert/scope", "Public", "Private"),
                new Case(
                        Rule.RESTRICTION_UNUSED,
                        "/alert/restriction",
                        "</scope>",
                        "</scope><restriction>staff</restriction>"),
                new Case(Rule.NO_EXPIRES, "/alert/info[1]", "<expires>2026-08-01T10:00:00-00:00</expires>", ""),
                new Case(Rule.EXPIRES_TOO_EARLY, "/alert/info[1]/expires", "2026-08-01", "2026-01-01"),
                new Case(Rule.PLUS_ZERO, "/alert/info[1]/expires", "08-01T10:00:00-00:00", "08-01T10:00:00+00:00"),
                new Case(Rule.MARKUP, "/alert/info[1]/description", "Somebody", "&lt;b&gt;Somebody&lt;/b&gt;"),
                new Case(Rule.AREA_TEXT_ONLY, "/alert/info[1]/area[1]", "<polygon>" + POLYGON + "</polygon>", ""),
                polygon(Rule.POLYGON_EMPTY, ""),
                polygon(Rule.POLYGON_UNREADABLE, "48,2 49,2 49;3 48,2"),
                polygon(Rule.POLYGON_UNREADABLE, "48,2 49,2 NaN,3 48,2"),
                polygon(Rule.POLYGON_OPEN, "48,2 49,2 49,3 48,3"),
                polygon(Rule.POLYGON_TOO_FEW_POINTS, "48,2 49,2 48,2"),
                polygon(Rule.POLYGON_WITHOUT_SURFACE, "48,2 49,3 50,4 48,2"),
                polygon(Rule.POLYGON_CROSSES_ITSELF, "48,2 49,3 49,2 48,3 48,2"),
                // Two parts that touch in a corner, and a hole drawn by a bridge to the outer line.
                polygon(Rule.POLYGON_CROSSES_ITSELF, "48,2 49,3 50,2 50,4 49,3 48,4 48,2"),
                polygon(Rule.POLYGON_CROSSES_ITSELF, "40,0 40,9 49,9 49,0 40,0 43,3 46,3 46,6 43,6 43,3 40,0"),
                polygon(Rule.OUT_OF_RANGE, "48,182 49,182 49,183 48,183 48,182"),
                polygon(Rule.POLYGON_SPIKE, "48,2 49,2 51,2 49,2 49,3 48,3 48,2"),
                new Case(
                        Rule.CIRCLE_UNREADABLE,
                        "/alert/info[1]/area[1]/circle[1]",
                        "</polygon>",
                        "</polygon><circle>48,2</circle>"),
                new Case(
                        Rule.WEB_NOT_ABSOLUTE,
                        "/alert/info[1]/web",
                        "</description>",
                        "</description><web>example.org/x</web>"),
                resource(Rule.MIME_TYPE, "mimeType", "<mimeType>a picture</mimeType><uri>https://a.example/</uri>"),
                resource(
                        Rule.SIZE_NEGATIVE,
                        "size",
                        "<mimeType>image/png</mimeType><size>-1</size><uri>https://a.example/</uri>"),
                resource(
                        Rule.DIGEST,
                        "digest",
                        "<mimeType>image/png</mimeType><uri>https://a.example/</uri><digest>abc</digest>"),
                resource(Rule.RESOURCE_EMPTY, "", "<mimeType>image/png</mimeType>"),
                new Case(
                        Rule.CEILING_ALONE,
                        "/alert/info[1]/area[1]/ceiling",
                        "</polygon>",
                        "</polygon><ceiling>5</ceiling>"),
                new Case(
                        Rule.CEILING_BELOW,
                        "/alert/info[1]/area[1]/ceiling",
                        "</polygon>",
                        "</polygon><altitude>9</altitude><ceiling>5</ceiling>"),
                new Case(Rule.EXERCISE_WITHOUT_NOTE, "/alert/status", "Actual", "Exercise"),
                new Case(
                        Rule.HEADLINE_LONG,
                        "/alert/info[1]/headline",
                        "Know the pattern",
                        "Know the pattern. ".repeat(10)),
                new Case(Rule.EVENT_EMPTY, "/alert/info[1]/event", "Staged approach", ""),
                new Case(Rule.NOT_WELL_FORMED, "", "</alert>", ""),
                new Case(Rule.DOCTYPE, "", "<alert ", "<!DOCTYPE alert []><alert "));
    }

    private static Case polygon(Rule rule, String points) {
        return new Case(rule, "/alert/info[1]/area[1]/polygon[1]", POLYGON, points);
    }

    private static Case resource(Rule rule, String name, String parts) {
        return new Case(
                rule,
                "/alert/info[1]/resource[1]" + (name.isEmpty() ? "" : "/" + name),
                "<area>",
                "<resource><resourceDesc>x</resourceDesc>" + parts + "</resource><area>");
    }

    @Test
    void findsNothingInAGoodMessage() {
        assertThat(Warnings.read(Warnings.plain()).findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("standard")
    void findsWhatIsBroken(Case broken) {
        String document = Warnings.plain().replace(broken.from(), broken.to());
        assertThat(document).isNotEqualTo(Warnings.plain());

        CapReading reading = Warnings.read(document);

        assertThat(reading.findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(broken.rule());
            assertThat(finding.path()).isEqualTo(broken.path());
        });
        boolean refuses = broken.rule().weight() == Rule.Weight.ERROR;
        assertThat(reading.accepted()).isEqualTo(!refuses);
    }

    static Stream<Case> ownProfile() {
        String plain = own();
        String polygon = "<polygon>48,2 49,3 49,2 48,3 48,2</polygon>";
        return Stream.of(
                new Case(Rule.PROFILE_CODE_MISSING, "/alert", "<code>waywarden:1.0</code>", ""),
                new Case(
                        Rule.PROFILE_EXPIRES_MISSING,
                        "/alert/info[1]",
                        "<expires>2026-08-01T10:00:00-00:00</expires>",
                        ""),
                new Case(Rule.PROFILE_EXPIRES_WRONG, "/alert/info[1]/expires", "2026-08-01", "2026-01-01"),
                new Case(Rule.PROFILE_LONG_LIFE, "/alert/info[1]/expires", "2026-08-01", "2028-08-01"),
                new Case(Rule.PROFILE_LANGUAGE_TWICE, "/alert/info[2]/language", ">zh<", ">EN<"),
                new Case(Rule.PROFILE_LANGUAGE_MISSING, "/alert/info[2]", "<language>zh</language>", ""),
                new Case(Rule.PROFILE_INFOS_DIFFER, "/alert/info", "Severe</severity>", "Minor</severity>"),
                new Case(Rule.PROFILE_NOT_SECURITY, "/alert/info[1]/category", "Security", "Met"),
                new Case(Rule.PROFILE_PATTERN, "/alert/info[1]/eventCode", "paid-consultancy", "weather"),
                new Case(Rule.PROFILE_INDICATOR, "/alert/info[1]/parameter", "P2-07", "P9-99"),
                new Case(Rule.PROFILE_SECTOR, "/alert/info[1]/parameter", "semiconductors", "poetry"),
                new Case(Rule.PROFILE_TEXT_MISSING, "/alert/info[1]", "<headline>Small paid", "<note>Small paid"),
                new Case(Rule.PROFILE_COUNTRY_UNKNOWN, "/alert/info[1]/area[1]/geocode", ">FR<", ">XX<"),
                new Case(Rule.PROFILE_COUNTRY_MISSING, "/alert/info[1]/area[1]", "ISO3166-1", "OTHER"),
                new Case(Rule.PROFILE_SHAPE, "/alert/info[1]/area[1]/polygon", "</areaDesc>", "</areaDesc>" + polygon),
                new Case(
                        Rule.PROFILE_PERSON_ADDRESSED,
                        "/alert/addresses",
                        "</scope>",
                        "</scope><addresses>mira@example.org</addresses>"),
                new Case(Rule.PROFILE_MARKUP, "/alert/info[1]/headline", "Small paid", "&lt;i&gt;Small paid"),
                new Case(Rule.PROFILE_EXERCISE_UNMARKED, "/alert/info[1]/headline", "Actual", "Exercise"),
                new Case(
                        Rule.PROFILE_AREA_MISSING,
                        "/alert/info[1]",
                        plain.substring(plain.indexOf("<area>"), plain.indexOf("</area>") + 7),
                        ""),
                new Case(
                        Rule.PROFILE_NO_INFO,
                        "/alert",
                        plain.substring(plain.indexOf("<info>"), plain.lastIndexOf("</info>") + 7),
                        ""),
                new Case(Rule.PROFILE_NOT_1_2, "/alert", "cap:1.2", "cap:1.1"));
    }

    private static String own() {
        return new String(
                waywarden.advisory.cap.CapWriter.write(Warnings.own("w-1", "FR", List.of("semiconductors"))),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("ownProfile")
    void findsWhatIsBrokenInOurProfile(Case broken) {
        String plain = own();
        int place = plain.indexOf(broken.from());
        String document = broken.rule() == Rule.PROFILE_INFOS_DIFFER
                ? plain.substring(0, place)
                        + broken.to()
                        + plain.substring(place + broken.from().length())
                : plain.replace(broken.from(), broken.to());
        if (broken.rule() == Rule.PROFILE_TEXT_MISSING) {
            document = plain.replaceAll("<headline>.*</headline>", "");
        }
        assertThat(document).isNotEqualTo(plain);

        CheckedWarning checked = CheckedWarning.of(
                Warnings.read(document), Profiles.named("waywarden").orElseThrow(), Issuers.NONE);

        assertThat(checked.findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(broken.rule());
            assertThat(finding.path()).isEqualTo(broken.path());
        });
    }

    @Test
    void holdsMessagesThatNameOurProfileToIt() {
        assertThat(CheckedWarning.of(Warnings.read(own()), null, Issuers.NONE).findings())
                .allMatch(finding -> finding.rule() == Rule.UNSIGNED);
        String broken = own().replace("P2-07", "P9-99");
        assertThat(CheckedWarning.of(Warnings.read(broken), null, Issuers.NONE).accepted())
                .isFalse();
    }

    static Stream<Case> feeds() {
        return Stream.of(
                new Case(Rule.FEED_FIELD_MISSING, "/feed/entry[1]", "<title>A</title>", ""),
                new Case(Rule.FEED_UNKNOWN_ELEMENT, "/feed/mood", "<entry>", "<mood/><entry>"),
                new Case(
                        Rule.FEED_ALERT_OUTSIDE_ENTRY,
                        "/feed",
                        "<entry>",
                        "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'/><entry>"),
                new Case(Rule.FEED_ENTRY_LEADS_NOWHERE, "/feed/entry[1]", "<link href='https://a.example/1'/>", ""),
                new Case(
                        Rule.FEED_TIME,
                        "/feed/entry[1]/updated",
                        "2026-05-03T10:00:00Z</updated><l",
                        "May</updated><l"),
                new Case(
                        Rule.FEED_ENTRY_UNREADABLE,
                        "/feed/entry[1]",
                        "</entry>",
                        "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'/></entry>"),
                new Case(
                        Rule.FEED_ENTRY_TWICE,
                        "/feed/entry[2]/id",
                        "</feed>",
                        "<entry><id>e1</id><title>B</title><updated>2026-05-03T10:00:00Z</updated>"
                                + "<link href='https://a.example/2'/></entry></feed>"),
                new Case(Rule.FEED_WRAPPER, "/alerts", FEED, "<alerts xmlns='urn:oasis:names:tc:emergency:cap:1.2'/>"),
                new Case(Rule.ENCODING_REPAIRED, "", "<title>F</title>", "<title>\u0001\u0001</title>"));
    }

    private static final String FEED = "<feed xmlns='http://www.w3.org/2005/Atom'><id>f</id><title>F</title>"
            + "<updated>2026-05-03T10:00:00Z</updated><entry><id>e1</id><title>A</title>"
            + "<updated>2026-05-03T10:00:00Z</updated><link href='https://a.example/1'/></entry></feed>";

    @ParameterizedTest
    @MethodSource("feeds")
    void findsWhatIsBrokenInAFeed(Case broken) {
        assertThat(FeedReader.read(Warnings.bytes(FEED)).findings()).isEmpty();
        String document = FEED.replace(broken.from(), broken.to());
        assertThat(document).isNotEqualTo(FEED);
        byte[] bytes = Warnings.bytes(document);
        for (int i = 0; i < bytes.length; i++) if (bytes[i] == 1) bytes[i] = (byte) 0xE9;

        assertThat(FeedReader.read(bytes).findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(broken.rule());
            assertThat(finding.path()).isEqualTo(broken.path());
        });
    }

    /// Rules with tests of their own elsewhere: hostile documents, signatures and issuers, cell
    /// broadcast, real files.
    private static final Set<Rule> ELSEWHERE = EnumSet.of(
            Rule.TOO_LARGE,
            Rule.TOO_DEEP,
            Rule.TOO_MANY_ELEMENTS,
            Rule.TOO_MANY_POINTS,
            Rule.ENCODING,
            Rule.EMPTY,
            Rule.SIGNATURE_BEFORE_1_2,
            Rule.TIME_WITHOUT_ZONE,
            Rule.NO_INFO,
            Rule.LANGUAGE_TWICE,
            Rule.BROADCAST_LONG,
            Rule.BROADCAST_UPDATE,
            Rule.BROADCAST_AREA_NAME,
            Rule.SIGNATURE_BAD,
            Rule.SIGNATURE_NOT_VERIFIABLE,
            Rule.UNSIGNED,
            Rule.KEY_NOT_PINNED,
            Rule.ISSUER_UNKNOWN,
            Rule.ISSUER_UNSIGNED,
            Rule.ISSUER_NOT_SENDER,
            Rule.ISSUER_BEYOND_AUTHORITY);

    @Test
    void leavesNoRuleWithoutACase() {
        Set<Rule> covered = EnumSet.copyOf(ELSEWHERE);
        Stream.of(standard(), ownProfile(), feeds())
                .flatMap(cases -> cases)
                .map(Case::rule)
                .forEach(covered::add);

        assertThat(covered).containsAll(Arrays.asList(Rule.values()));
    }

    @Test
    void findsTheRestOfTheRules() {
        String twice = Warnings.plain();
        String info = twice.substring(twice.indexOf("<info>"), twice.indexOf("</info>") + 7);
        assertThat(rules(Warnings.read(twice.replace(info, info + info)))).contains(Rule.LANGUAGE_TWICE);
        assertThat(rules(Warnings.read(twice.replace(info, "")))).contains(Rule.NO_INFO);
        String older = twice.replace("cap:1.2", "cap:1.1").replace("03T10:00:00-00:00", "03T10:00:00");
        assertThat(rules(Warnings.read(older))).contains(Rule.TIME_WITHOUT_ZONE);
        String signed = twice.replace("cap:1.2", "cap:1.1")
                .replace("</alert>", "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/></alert>");
        assertThat(rules(Warnings.read(signed))).contains(Rule.SIGNATURE_BEFORE_1_2);
        assertThat(rules(Warnings.read(""))).containsExactly(Rule.EMPTY);
        assertThat(rules(waywarden.advisory.cap.CapReader.read(new byte[] {'<', 'a', (byte) 0xff, '>'})))
                .containsExactly(Rule.ENCODING);
    }

    @Test
    void knowsWhatACellBroadcastCarries() {
        var profile = Profiles.named("cell-broadcast").orElseThrow();
        String text = "Somebody offers money for small reports.";
        assertThat(broadcast(profile, text, "a".repeat(1395))).isEmpty();
        assertThat(broadcast(profile, text, "a".repeat(1396))).containsExactly(Rule.BROADCAST_LONG);
        assertThat(broadcast(profile, text, "€".repeat(697))).isEmpty();
        assertThat(broadcast(profile, text, "€".repeat(698))).containsExactly(Rule.BROADCAST_LONG);
        assertThat(broadcast(profile, text, "预".repeat(615))).isEmpty();
        assertThat(broadcast(profile, text, "预".repeat(616))).containsExactly(Rule.BROADCAST_LONG);
        assertThat(broadcast(profile, ">Alert<", ">Update<")).containsExactly(Rule.BROADCAST_UPDATE);
        assertThat(broadcast(profile, "Paris", " ")).containsExactly(Rule.BROADCAST_AREA_NAME);
    }

    private static List<Rule> broadcast(waywarden.advisory.profile.Profile profile, String from, String to) {
        var alert = Warnings.read(Warnings.plain().replace(from, to)).alert();
        return profile.check(java.util.Objects.requireNonNull(alert)).stream()
                .map(Finding::rule)
                .toList();
    }

    private static List<Rule> rules(CapReading reading) {
        return reading.findings().stream().map(Finding::rule).toList();
    }

    @Test
    void saysEveryRuleInBothLanguages() {
        Set<String> english = keys(Locale.ENGLISH);
        assertThat(keys(Locale.SIMPLIFIED_CHINESE)).isEqualTo(english);
        for (Rule rule : Rule.values()) assertThat(english).contains(rule.id() + ".says", rule.id() + ".mend");
        for (Reach.Kind kind : Reach.Kind.values()) assertThat(english).contains("reach." + kind);
        for (var fault : SignatureVerdict.Fault.values()) assertThat(english).contains("fault." + fault);
        for (var reason : SignatureVerdict.Reason.values()) assertThat(english).contains("reason." + reason);
        assertThat(Stream.of(Rule.values()).map(Rule::id)).doesNotHaveDuplicates();
    }

    private static Set<String> keys(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                "waywarden.advisory.sentences",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new TreeSet<>(bundle.keySet());
    }
}
