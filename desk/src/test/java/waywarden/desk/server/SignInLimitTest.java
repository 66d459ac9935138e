package waywarden.desk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInLimitTest {

    private Instant now = Instant.parse("2026-05-03T10:00:00Z");
    private final SignInLimit limit = new SignInLimit(() -> now);

    private void fail(int times, String account, String address) {
        for (int i = 0; i < times; i++) limit.failed(account, address);
    }

    @Test
    void aFewMistakesAreFree() {
        fail(4, "mira", "10.0.0.1");
        assertThat(limit.wait("mira", "10.0.0.1")).isZero();
        fail(1, "mira", "10.0.0.1");
        assertThat(limit.wait("mira", "10.0.0.1")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theWaitDoublesAndEnds() {
        fail(8, "mira", "10.0.0.1");
        assertThat(limit.wait("mira", "10.0.0.1")).isEqualTo(Duration.ofMinutes(4));
        fail(20, "mira", "10.0.0.1");
        assertThat(limit.wait("mira", "10.0.0.1")).isEqualTo(Duration.ofMinutes(30));
        now = now.plus(Duration.ofMinutes(30));
        assertThat(limit.wait("mira", "10.0.0.1")).isZero();
    }

    @Test
    void oneWhoGuessesDoesNotLockTheOwnerOut() {
        fail(12, "mira", "10.0.0.66");
        assertThat(limit.wait("mira", "10.0.0.1")).isZero();
    }

    @Test
    void manyAccountsFromOneAddressAndOneAccountFromManyAreSlowedDown() {
        for (int i = 0; i < 30; i++) limit.failed("name" + i, "10.0.0.66");
        assertThat(limit.wait("new", "10.0.0.66")).isPositive();
        for (int i = 0; i < 30; i++) limit.failed("wen", "10.1.0." + i);
        assertThat(limit.wait("wen", "10.9.9.9")).isPositive();
    }

    @Test
    void whoeverIsInStartsAnew() {
        fail(4, "mira", "10.0.0.1");
        limit.succeeded("mira", "10.0.0.1");
        fail(4, "mira", "10.0.0.1");
        assertThat(limit.wait("mira", "10.0.0.1")).isZero();
    }
}
