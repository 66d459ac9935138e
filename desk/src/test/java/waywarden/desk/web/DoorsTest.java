package waywarden.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import waywarden.delivery.DatabaseSettings;
import waywarden.desk.Account;
import waywarden.desk.Authority;
import waywarden.desk.DeskStage;
import waywarden.desk.DeskStage.Guest;
import waywarden.desk.Role;

/// Who gets in where, and who does not.
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class DoorsTest {

    private static final Set<Role> ALL = Set.of(Role.values());
    private static final Set<Role> WORKING = Set.of(Role.ISSUER, Role.APPROVER);

    private DeskStage desk;
    private final Map<Role, Guest> guests = new EnumMap<>(Role.class);

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        desk = DeskStage.on(folder, DatabaseSettings.embedded(folder.resolve("desk.db")), "");
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(java.util.Locale.ROOT);
            desk.with(name, role);
            guests.put(role, desk.signedIn(name));
        }
        desk.with(new Account("gone", "gone", ALL, Authority.FULL, null, false));
    }

    @AfterAll
    void end() {
        desk.close();
    }

    private record Door(String path, Set<Role> open) {}

    @Test
    void pagesAreShownToTheRolesThatNeedThem() {
        List<Door> doors = List.of(
                new Door("/", ALL),
                new Door("/warnings/new", ALL),
                new Door("/letters", ALL),
                new Door("/help", ALL),
                new Door("/people", ALL),
                new Door("/account", ALL),
                new Door("/audit", Set.of(Role.ADMIN, Role.READER, Role.APPROVER)),
                new Door("/accounts", Set.of(Role.ADMIN)),
                new Door("/accounts/issuer", Set.of(Role.ADMIN)));
        for (Door door : doors) {
            for (Role role : Role.values()) {
                assertThat(guest(role).get(door.path()).statusCode())
                        .as("%s for %s", door.path(), role)
                        .isEqualTo(door.open().contains(role) ? 200 : 403);
            }
            HttpResponse<String> nobody = desk.guest().get(door.path());
            assertThat(nobody.statusCode()).as(door.path()).isEqualTo(302);
            assertThat(nobody.headers().firstValue("Location").orElse("")).endsWith("/sign-in");
        }
    }

    private Guest guest(Role role) {
        return java.util.Objects.requireNonNull(guests.get(role));
    }

    @Test
    void changesAreOpenToTheRolesThatMayMakeThem() {
        List<Door> doors = List.of(
                new Door("/warnings/new", Set.of(Role.ISSUER)),
                new Door("/people/invite", WORKING),
                new Door("/help/1/close", WORKING),
                new Door("/letters/alarm/1", WORKING),
                new Door("/settings/exercise", Set.of(Role.ADMIN)),
                new Door("/accounts", Set.of(Role.ADMIN)));
        for (Door door : doors) {
            for (Role role : Role.values()) {
                // What is sent is not whole, so that nothing is done; whether one may is decided before.
                HttpResponse<String> reply =
                        guest(role).post("/account", door.path(), "template", "none", "name", "!", "on", "no");
                assertThat(reply.statusCode() == 403)
                        .as("%s for %s: %s", door.path(), role, reply.statusCode())
                        .isEqualTo(!door.open().contains(role));
            }
        }
    }

    @Test
    void nothingIsChangedWithoutTheMarkOfThePage() {
        assertThat(guest(Role.ADMIN).bare("/settings/exercise", "on", "true").statusCode())
                .isEqualTo(403);
        assertThat(guest(Role.ISSUER)
                        .bare("/warnings/new", "template", "romance")
                        .statusCode())
                .isEqualTo(403);
        Guest unmarked = desk.guest();
        HttpResponse<String> reply = unmarked.bare("/sign-in", "username", "issuer", "password", DeskStage.PASSPHRASE);
        assertThat(reply.headers().firstValue("Location").orElse("")).endsWith("/sign-in?again");
        assertThat(unmarked.get("/").statusCode()).as("still outside").isEqualTo(302);
    }

    @Test
    void programsProveThemselvesAtEveryRequestAndByNothingElse() {
        String all = "/api/v1/warnings";
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(java.util.Locale.ROOT);
            assertThat(desk.guest().api("GET", all, name, "").statusCode()).isEqualTo(200);
            int made = desk.guest()
                    .api("POST", all, name, "{\"template\": \"romance\"}")
                    .statusCode();
            assertThat(made).as("%s", role).isEqualTo(role == Role.ISSUER ? 201 : 403);
        }
        HttpResponse<String> nobody = desk.guest().api("GET", all, "", "");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate"))
                .as("no browser is made to ask")
                .isEmpty();
        assertThat(guest(Role.ISSUER).api("GET", all, "", "").statusCode())
                .as("a session is no proof here")
                .isEqualTo(401);
        assertThat(desk.guest().api("GET", all, "gone", "").statusCode()).isEqualTo(401);
        assertThat(desk.guest().api("POST", all, "issuer", "{\"template\": 3").statusCode())
                .isEqualTo(400);
        assertThat(desk.guest()
                        .api("POST", all, "issuer", "{\"template\": \"none\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void everybodyReachesTheFeedTheHealthAndTheDescription() {
        for (String path : List.of("/feed.atom", "/health", "/sign-in", "/style.css", "/desk.js", "/api/v1/openapi")) {
            assertThat(desk.guest().get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(desk.guest().get("/health", "Accept", "application/json").body())
                .isEqualTo("{\"status\":\"up\"}");
        assertThat(desk.guest().get("/api/v1/openapi").body())
                .contains("\"openapi\":\"3.1.0\"", "/api/v1/warnings/{id}/{step}");
        assertThat(desk.guest().get("/cap/none.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void everyPageSaysWhatABrowserMayDoWithIt() {
        for (String path : List.of("/sign-in", "/feed.atom", "/a/none", "/enrol/none", "/w/none", "/none")) {
            HttpResponse<String> reply = guest(Role.READER).get(path);
            assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(reply.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(reply.body()).doesNotContain("style=\"", "onclick", "<script>");
        }
    }

    @Test
    void aNameThatOnlyLeadsHereIsNotOurs() {
        HttpResponse<String> reply = desk.guest().get("/sign-in", "Host", "evil.example.org");

        assertThat(reply.statusCode()).isEqualTo(421);
    }

    @Test
    void whatIsTooLargeIsNotRead() {
        String large = "{\"template\": \"" + "x".repeat(1 << 20) + "\"}";

        assertThat(desk.guest().api("POST", "/api/v1/warnings", "issuer", large).statusCode())
                .isEqualTo(413);
        assertThat(desk.guest()
                        .api("POST", "/api/v1/warnings", "issuer", "{\"template\": \"romance\", \"other\": [[[")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoGuessesIsMadeToWait() {
        desk.with("target", Role.READER);
        Guest guest = desk.guest();
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> reply = guest.post("/sign-in", "/sign-in", "username", "target", "password", "no");
            assertThat(reply.headers().firstValue("Location").orElse("")).endsWith("/sign-in?failed");
        }
        HttpResponse<String> reply =
                guest.post("/sign-in", "/sign-in", "username", "target", "password", DeskStage.PASSPHRASE);
        assertThat(reply.headers().firstValue("Location").orElse("")).contains("/sign-in?wait=");
        assertThat(reply.headers().firstValue("Retry-After")).isPresent();
        assertThat(guest.api("GET", "/api/v1/warnings", "target", "").statusCode())
                .isEqualTo(429);
    }

    @Test
    void whatAnAdminTakesAwayIsGoneAtOnce() {
        desk.with("leaver", Role.ISSUER);
        Guest leaver = desk.signedIn("leaver");
        assertThat(leaver.get("/").statusCode()).isEqualTo(200);

        HttpResponse<String> kept =
                guest(Role.ADMIN).post("/accounts", "/accounts", "name", "leaver", "desk-role", "ISSUER");

        assertThat(kept.statusCode()).isEqualTo(303);
        assertThat(leaver.get("/").statusCode()).isEqualTo(403);
    }

    @Test
    void anAdminCannotLockTheDeskFromTheInside() {
        HttpResponse<String> reply = guest(Role.ADMIN)
                .post("/accounts", "/accounts", "name", "admin", "desk-role", "READER", "active", "yes");

        assertThat(reply.headers().firstValue("Location").orElse("")).endsWith("/accounts/admin");
        assertThat(guest(Role.ADMIN).get("/accounts").statusCode()).isEqualTo(200);
    }

    @Test
    void aSignInPageWhoseSessionIsGoneIsShownAnewInsteadOfForbidden() {
        Guest guest = desk.guest();
        guest.get("/sign-in");
        HttpResponse<String> stale =
                guest.bare("/sign-in", "_csrf", "of a session that has ended", "username", "issuer", "password", "any");
        assertThat(stale.statusCode()).isEqualTo(302);
        assertThat(stale.headers().firstValue("Location").orElse("")).endsWith("/sign-in?again");
        assertThat(guest.get("/sign-in?again").body()).contains("Sign in once more");
        assertThat(desk.signedIn("issuer").get("/").statusCode()).isEqualTo(200);
        // Everywhere else a request without the page's mark stays forbidden.
        assertThat(guest(Role.ISSUER).bare("/warnings/new").statusCode()).isEqualTo(403);
    }
}
