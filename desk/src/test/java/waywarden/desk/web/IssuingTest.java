package waywarden.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import waywarden.advisory.CheckedWarning;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Stay;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.feed.Feed;
import waywarden.advisory.feed.FeedReader;
import waywarden.advisory.signature.Fingerprint;
import waywarden.advisory.signature.Issuers;
import waywarden.advisory.signature.SignatureVerdict;
import waywarden.delivery.Dialect;
import waywarden.delivery.Subscriber.Kind;
import waywarden.delivery.Subscriptions;
import waywarden.delivery.testkit.Databases;
import waywarden.delivery.testkit.Keys;
import waywarden.desk.Account;
import waywarden.desk.Authority;
import waywarden.desk.DeskStage;
import waywarden.desk.DeskStage.Guest;
import waywarden.desk.Role;

/// The way of a warning, as programs go it, on every database there is.
class IssuingTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ALL = "/api/v1/warnings";

    @TempDir
    Path folder;

    static List<Dialect> databases() {
        return Databases.running();
    }

    private DeskStage open(Dialect dialect) throws IOException {
        return DeskStage.on(folder, Databases.fresh(dialect, folder), "sender: desk@example.org\nname: Example desk")
                .with("mira", Role.ISSUER)
                .with("ben", Role.ISSUER, Role.APPROVER)
                .with("wen", Role.APPROVER)
                .with("ada", Role.ADMIN)
                .with(new Account(
                        "fay",
                        "fay",
                        Set.of(Role.ISSUER),
                        new Authority(Set.of("FR"), Set.of(), Alert.Severity.SEVERE),
                        null,
                        true));
    }

    private record Reply(int status, JsonNode json) {
        String id() {
            return json.path("id").asString("");
        }

        int revision() {
            return json.path("revision").asInt();
        }
    }

    private static Reply api(DeskStage desk, String method, String path, String name, Object body) {
        HttpResponse<String> reply = desk.guest().api(method, path, name, JSON.writeValueAsString(body));
        return new Reply(reply.statusCode(), JSON.readTree(reply.body()));
    }

    private static Reply step(DeskStage desk, String name, String id, String step) {
        return api(desk, "POST", ALL + "/" + id + "/" + step, name, JSON.createObjectNode());
    }

    private static Reply approve(DeskStage desk, String name, Reply seen) {
        ObjectNode how = JSON.createObjectNode().put("revision", seen.revision());
        return api(desk, "POST", ALL + "/" + seen.id() + "/approve", name, how);
    }

    private static Reply written(DeskStage desk, String name, String country, String severity, String urgency) {
        Reply begun = api(desk, "POST", ALL, name, JSON.createObjectNode().put("template", "paid-consultancy"));
        ObjectNode content = (ObjectNode) begun.json().path("content").deepCopy();
        ((ObjectNode) content.path("place")).putArray("countries").add(country);
        content.put("severity", severity).put("urgency", urgency);
        ObjectNode change = JSON.createObjectNode().put("revision", begun.revision());
        change.set("content", content);
        return api(desk, "PUT", ALL + "/" + begun.id(), name, change);
    }

    private static Feed feed(DeskStage desk) {
        return FeedReader.read(desk.guest().get("/feed.atom").body().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aWarningIsWrittenApprovedByAnotherIssuedUpdatedAndWithdrawn(Dialect dialect) throws IOException {
        try (DeskStage desk = open(dialect)) {
            Reply draft = written(desk, "mira", "FR", "SEVERE", "EXPECTED");
            assertThat(draft.status()).isEqualTo(200);
            assertThat(step(desk, "mira", draft.id(), "issue").status()).isEqualTo(409);
            Reply submitted = step(desk, "mira", draft.id(), "submit");
            assertThat(approve(desk, "mira", submitted).status()).isEqualTo(403);
            assertThat(approve(desk, "wen", draft).status())
                    .as("of what they have not seen")
                    .isEqualTo(409);
            Reply approved = approve(desk, "wen", submitted);
            assertThat(approved.json().path("approvedBy").asString()).isEqualTo("wen");
            assertThat(step(desk, "wen", draft.id(), "issue").status()).isEqualTo(403);
            Reply issued = step(desk, "mira", draft.id(), "issue");
            assertThat(issued.status()).isEqualTo(200);
            assertThat(step(desk, "mira", draft.id(), "issue").status()).isEqualTo(409);

            Reply update = step(desk, "mira", draft.id(), "update");
            ObjectNode played = (ObjectNode) update.json().path("content").deepCopy();
            ObjectNode change = JSON.createObjectNode().put("revision", update.revision());
            change.set("content", played.put("exercise", true));
            Reply kept = api(desk, "PUT", ALL + "/" + update.id(), "mira", change);
            assertThat(kept.json().path("content").path("exercise").asBoolean())
                    .as("what follows a warning in earnest is in earnest")
                    .isFalse();
            step(desk, "mira", update.id(), "submit");
            assertThat(step(desk, "mira", update.id(), "submit").status())
                    .as("submitted twice")
                    .isEqualTo(409);
            Reply seen = api(desk, "GET", ALL + "/" + update.id(), "ben", JSON.createObjectNode());
            assertThat(approve(desk, "ben", seen).status()).isEqualTo(200);
            assertThat(step(desk, "ben", update.id(), "issue").status()).isEqualTo(200);
            assertThat(step(desk, "mira", draft.id(), "withdraw").status())
                    .as("no longer the latest")
                    .isEqualTo(409);
            Reply withdrawal = step(desk, "mira", update.id(), "withdraw");
            assertThat(step(desk, "mira", withdrawal.id(), "issue-at-once").status())
                    .isEqualTo(200);
            assertThat(step(desk, "mira", withdrawal.id(), "confirm").status()).isEqualTo(403);
            assertThat(step(desk, "wen", withdrawal.id(), "confirm").status()).isEqualTo(200);

            chainIsInTheFeed(desk);
        }
    }

    private static void chainIsInTheFeed(DeskStage desk) {
        Feed feed = feed(desk);
        assertThat(feed.findings()).isEmpty();
        assertThat(feed.entries()).hasSize(3);
        List<Alert> alerts = feed.entries().stream()
                .map(entry -> String.valueOf(entry.link()).replace(desk.address(), ""))
                .map(link -> desk.guest().get(link).body().getBytes(StandardCharsets.UTF_8))
                .map(bytes -> CheckedWarning.of(CapReader.read(bytes), null, pinned()))
                .map(checked -> {
                    assertThat(checked.accepted()).as("%s", checked.findings()).isTrue();
                    assertThat(checked.signature()).isInstanceOf(SignatureVerdict.Verified.class);
                    return checked.shown().orElseThrow();
                })
                .toList();
        assertThat(alerts)
                .extracting(Alert::messageType)
                .containsExactly(MessageType.CANCEL, MessageType.UPDATE, MessageType.ALERT);
        assertThat(alerts.get(0).references().getFirst().names(alerts.get(1))).isTrue();
        assertThat(alerts.get(1).references().getFirst().names(alerts.get(2))).isTrue();

        HttpResponse<String> first = desk.guest().get("/feed.atom");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = desk.guest().get("/feed.atom", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(desk.guest().get("/feed.atom", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type").orElse("")).startsWith("application/atom+xml");
    }

    private static Issuers pinned() {
        return new Issuers(List.of(new waywarden.advisory.signature.Issuer(
                "Example desk",
                Set.of("desk@example.org"),
                Set.of(Fingerprint.of(Keys.signing().certificate().getPublicKey())),
                Set.of(),
                Set.of())));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anIssuerKeepsToItsAuthorityAndAnEditTakesTheApproval(Dialect dialect) throws IOException {
        try (DeskStage desk = open(dialect)) {
            Reply elsewhere = written(desk, "fay", "DE", "SEVERE", "EXPECTED");
            Reply refused = step(desk, "fay", elsewhere.id(), "submit");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json().path("says").asString()).contains("DE");
            Reply graver = written(desk, "fay", "FR", "EXTREME", "IMMEDIATE");
            assertThat(step(desk, "fay", graver.id(), "issue-at-once").status()).isEqualTo(403);
            // Another issuer has no such bounds, but the one who issues is always asked.
            step(desk, "mira", elsewhere.id(), "submit");
            Reply seen = api(desk, "GET", ALL + "/" + elsewhere.id(), "wen", JSON.createObjectNode());
            approve(desk, "wen", seen);
            assertThat(step(desk, "fay", elsewhere.id(), "issue").status()).isEqualTo(403);

            Reply own = written(desk, "fay", "FR", "SEVERE", "EXPECTED");
            Reply approved = approve(desk, "wen", step(desk, "fay", own.id(), "submit"));
            ObjectNode change = JSON.createObjectNode().put("revision", approved.revision());
            change.set("content", approved.json().path("content"));
            Reply edited = api(desk, "PUT", ALL + "/" + own.id(), "ben", change);
            assertThat(edited.json().path("stage").asString()).isEqualTo("DRAFT");
            assertThat(step(desk, "fay", own.id(), "issue").status()).isEqualTo(409);
            assertThat(approve(desk, "ben", step(desk, "fay", own.id(), "submit"))
                            .status())
                    .as("ben has written in it now")
                    .isEqualTo(403);
            assertThat(feed(desk).entries()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatIsUrgentGoesOutAtOnceAndIsLookedAtAfterwards(Dialect dialect) throws IOException {
        try (DeskStage desk = open(dialect)) {
            Reply usual = written(desk, "mira", "FR", "SEVERE", "IMMEDIATE");
            assertThat(step(desk, "mira", usual.id(), "issue-at-once").status()).isEqualTo(409);
            Reply urgent = written(desk, "mira", "FR", "EXTREME", "IMMEDIATE");
            Reply out = step(desk, "mira", urgent.id(), "issue-at-once");
            assertThat(out.json().path("afterCheck").asString()).isEqualTo("OPEN");
            assertThat(desk.signedIn("wen").get("/").body()).contains("not yet looked at by a second person");
            assertThat(step(desk, "wen", urgent.id(), "confirm")
                            .json()
                            .path("afterCheck")
                            .asString())
                    .isEqualTo("CONFIRMED");
            assertThat(desk.signedIn("wen").get("/").body()).doesNotContain("not yet looked at by a second person");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void inAnExerciseNothingRealGoesOutAndEverythingIsMarked(Dialect dialect) throws IOException {
        try (DeskStage desk = open(dialect)) {
            Reply real = written(desk, "mira", "FR", "EXTREME", "IMMEDIATE");
            Guest ada = desk.signedIn("ada");
            assertThat(ada.post("/accounts", "/settings/exercise", "on", "true").statusCode())
                    .isEqualTo(303);

            assertThat(step(desk, "mira", real.id(), "issue-at-once").status()).isEqualTo(409);
            Reply marked = written(desk, "mira", "FR", "EXTREME", "IMMEDIATE");
            assertThat(marked.json().path("content").path("exercise").asBoolean())
                    .isTrue();
            assertThat(step(desk, "mira", marked.id(), "issue-at-once").status())
                    .isEqualTo(200);
            assertThat(feed(desk).entries()).allMatch(entry -> entry.title().startsWith("EXERCISE 演习"));
            for (String page : List.of("/", "/warnings/new", "/letters", "/help", "/people", "/account")) {
                assertThat(desk.signedIn("mira").get(page).body()).as(page).contains("class=\"band\"");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void smallNumbersOfPeopleAreNotTold(Dialect dialect) throws IOException {
        try (DeskStage desk = open(dialect)) {
            Reply draft = written(desk, "mira", "FR", "SEVERE", "EXPECTED");
            Subscriptions subscriptions = desk.part(Subscriptions.class);
            Person inFrance = new Person(
                    List.of(new Stay("FR", null, null, null, null)),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    List.of("zh"),
                    false);
            Guest mira = desk.signedIn("mira");
            String page = "/warnings/" + draft.id();
            assertThat(mira.post("/account", page + "/audience").body()).contains("Nobody who is enrolled");
            for (int i = 0; i < 4; i++) subscriptions.enrol(Kind.PERSON, inFrance, List.of());
            assertThat(mira.post("/account", page + "/audience").body())
                    .contains("Fewer than 5 people")
                    .doesNotContain("4");
            for (int i = 0; i < 3; i++) subscriptions.enrol(Kind.PERSON, inFrance, List.of());
            assertThat(mira.post("/account", page + "/audience").body()).contains("7 people of 7");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatIsServedIsWhatWasSigned(Dialect dialect) throws IOException {
        try (DeskStage desk = open(dialect)) {
            Reply urgent = written(desk, "mira", "FR", "EXTREME", "IMMEDIATE");
            Reply out = step(desk, "mira", urgent.id(), "issue-at-once");
            String path = out.json().path("message").asString();
            HttpResponse<String> served = desk.guest().get(path);

            assertThat(served.headers().firstValue("Content-Type").orElse("")).startsWith("application/cap+xml");
            assertThat(served.headers().firstValue("ETag")).isPresent();
            Path file = folder.resolve("served.xml");
            Files.writeString(file, served.body());
            assertThat(CheckedWarning.of(CapReader.read(Files.readAllBytes(file)), null, pinned())
                            .accepted())
                    .isTrue();
        }
    }
}
