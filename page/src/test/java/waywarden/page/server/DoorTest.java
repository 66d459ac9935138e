package waywarden.page.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waywarden.page.server.Door.Knock;
import waywarden.page.server.Door.Refused;
import waywarden.page.server.Door.Welcome;

class DoorTest {

    private static final Door DOOR = new Door(4711, "secret");
    private static final String HOST = "127.0.0.1:4711";
    private static final String ORIGIN = "http://127.0.0.1:4711";

    private static Door.Verdict get(String path, @Nullable String host, @Nullable String site) {
        return DOOR.decide(new Knock("GET", path, host, null, site));
    }

    private static Door.Verdict post(@Nullable String origin, @Nullable String site) {
        return DOOR.decide(new Knock("POST", "/secret/c", HOST, origin, site));
    }

    @Test
    void letsHerOwnBrowserIn() {
        assertThat(get("/secret/c/1", HOST, "none")).isEqualTo(new Welcome("/c/1"));
        assertThat(get("/secret/c/1", HOST, "same-origin")).isEqualTo(new Welcome("/c/1"));
        assertThat(get("/secret", "localhost:4711", null)).isEqualTo(new Welcome(""));
        assertThat(post(ORIGIN, "same-origin")).isEqualTo(new Welcome("/c"));
    }

    @Test
    void refusesWhoeverDoesNotKnowTheToken() {
        assertThat(get("/", HOST, "none")).isEqualTo(new Refused(404));
        assertThat(get("", HOST, "none")).isEqualTo(new Refused(404));
        assertThat(get("/secre/c/1", HOST, "none")).isEqualTo(new Refused(404));
        assertThat(get("/c/secret", HOST, "none")).isEqualTo(new Refused(404));
        assertThat(get("/secrets", HOST, "none")).isEqualTo(new Refused(404));
    }

    @Test
    void refusesANameThatWasMadeToPointHere() {
        assertThat(get("/secret/", "attacker.example:4711", "none")).isEqualTo(new Refused(421));
        assertThat(get("/secret/", "127.0.0.1", "none")).isEqualTo(new Refused(421));
        assertThat(get("/secret/", "127.0.0.1:4712", "none")).isEqualTo(new Refused(421));
        assertThat(get("/secret/", null, "none")).isEqualTo(new Refused(421));
    }

    @Test
    void refusesOtherSitesInHerBrowser() {
        assertThat(get("/secret/", HOST, "cross-site")).isEqualTo(new Refused(403));
        // Another program's page on this machine, at another port.
        assertThat(get("/secret/", HOST, "same-site")).isEqualTo(new Refused(403));
        assertThat(post("http://attacker.example", null)).isEqualTo(new Refused(403));
        assertThat(post("http://127.0.0.1:4712", null)).isEqualTo(new Refused(403));
        assertThat(post("null", null)).isEqualTo(new Refused(403));
        assertThat(post(null, null)).isEqualTo(new Refused(403));
        assertThat(post(ORIGIN, "none")).isEqualTo(new Refused(403));
    }

    @Test
    void knowsNoOtherMethods() {
        for (String method : new String[] {"DELETE", "TRACE", "OPTIONS", "CONNECT", "PATCH"}) {
            assertThat(DOOR.decide(new Knock(method, "/secret/", HOST, ORIGIN, "same-origin")))
                    .isEqualTo(new Refused(405));
        }
    }

    @Test
    void makesTokensThatNobodyGuesses() {
        assertThat(Door.newToken()).hasSize(32).isNotEqualTo(Door.newToken()).matches("[A-Za-z0-9_-]+");
    }
}
