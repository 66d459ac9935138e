package waywarden.delivery.channel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waywarden.delivery.channel.Http;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.Kind;
import waywarden.delivery.testkit.Caps;
import waywarden.delivery.testkit.FakeServer;
import waywarden.delivery.testkit.FakeServer.Asked;
import waywarden.delivery.testkit.FakeServer.Reply;
import waywarden.delivery.testkit.Letters;
import waywarden.delivery.testkit.VirtualTime;

class WebhookTest {

    private static final String SECRET = "whsec_" + "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0";

    /// The examples that Standard Webhooks' own libraries are tested with.
    @Test
    void signsAsTheStandardsExamplesShow() {
        assertThat(WebhookAddress.read("https://example.org/ whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                        .orElseThrow()
                        .signature(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330L, "{\"test\": 2432232314}".getBytes(UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(WebhookAddress.read("https://example.org/ whsec_plJ3nmyCDGBKInavdOK15jsl")
                        .orElseThrow()
                        .signature(
                                "msg_loFOjxBNrRLzqYUf",
                                1731705121L,
                                "{\"event_type\":\"ping\",\"data\":{\"success\":true}}".getBytes(UTF_8)))
                .isEqualTo("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
    }

    @Test
    void signsWithBothKeysWhileOneIsChanged() throws Exception {
        KeyPair own = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] seed = ((EdECPrivateKey) own.getPrivate()).getBytes().orElseThrow();
        String written = "https://example.org/ " + SECRET + " whsk_"
                + Base64.getEncoder().encodeToString(seed);
        String[] signatures = WebhookAddress.read(written)
                .orElseThrow()
                .signature("id", 5, "{}".getBytes(UTF_8))
                .split(" ", 3);
        assertThat(signatures).hasSize(2);
        assertThat(signatures[0]).startsWith("v1,");
        assertThat(signatures[1]).startsWith("v1a,");
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(own.getPublic());
        check.update("id.5.{}".getBytes(UTF_8));
        assertThat(check.verify(Base64.getDecoder().decode(signatures[1].substring(4))))
                .isTrue();
    }

    @Test
    void everyAttemptHasTheSameNameAndEveryFailureIsAnOutcome() throws InterruptedException {
        AtomicReference<Reply> next = new AtomicReference<>(Reply.of(200));
        List<Asked> asked = new ArrayList<>();
        try (FakeServer server = new FakeServer(ask -> {
                    asked.add(ask);
                    if (next.get().status() == 299) Thread.sleep(2_000);
                    return next.get();
                });
                WebhookChannel channel = channel(Http.Reach.ANYWHERE)) {
            assertThat(send(channel, server.url())).isEqualTo(new Outcome.Sent("key"));
            next.set(Reply.DROPPED);
            assertThat(send(channel, server.url())).isInstanceOf(Outcome.Unsure.class);
            next.set(Reply.of(299));
            assertThat(send(channel, server.url()))
                    .isInstanceOfSatisfying(
                            Outcome.Unsure.class,
                            unsure -> assertThat(unsure.reason().kind()).isEqualTo(Kind.TIMED_OUT));
            next.set(new Reply(429, Map.of("Retry-After", "7"), ""));
            assertThat(send(channel, server.url()))
                    .isInstanceOfSatisfying(
                            Outcome.NotNow.class,
                            busy -> assertThat(busy.after()).isEqualTo(Duration.ofSeconds(7)));
            next.set(new Reply(503, Map.of("Retry-After", "Sun, 01 Mar 2026 12:01:00 GMT"), ""));
            assertThat(send(channel, server.url()))
                    .isInstanceOfSatisfying(
                            Outcome.NotNow.class,
                            busy -> assertThat(busy.after()).isEqualTo(Duration.ofMinutes(1)));
            next.set(Reply.of(502));
            assertThat(send(channel, server.url())).isInstanceOf(Outcome.Unsure.class);
            next.set(new Reply(302, Map.of("Location", server.url() + "elsewhere"), ""));
            assertThat(send(channel, server.url())).isInstanceOf(Outcome.Refused.class);
            next.set(Reply.of(410));
            assertThat(send(channel, server.url()))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.gone()).isTrue());
            assertThat(asked).extracting(ask -> ask.header("Webhook-id")).containsOnly("key");
            assertThat(asked).noneMatch(ask -> ask.path().contains("elsewhere"));
            assertThat(asked.getFirst().text())
                    .contains("\"type\":\"advisory.alert\"")
                    .contains("\"exercise\":false");
        }
        try (WebhookChannel channel = channel(Http.Reach.ANYWHERE)) {
            assertThat(send(channel, "http://127.0.0.1:1/")).isInstanceOf(Outcome.NotNow.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://localhost/",
                "https://10.1.2.3/",
                "https://192.168.0.1/",
                "https://172.16.0.9/",
                "https://169.254.169.254/",
                "https://[::1]/",
                "https://[fd00::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://100.64.0.1/",
                "https://0.0.0.0/",
                "https://[64:ff9b::a00:1]/",
                "https://2130706433/",
                "http://example.org/"
            })
    void neverReachesIntoAPrivateNetworkOrOverPlainHttp(String url) throws InterruptedException {
        try (WebhookChannel channel = channel(Http.Reach.PUBLIC)) {
            assertThat(send(channel, url)).isInstanceOfAny(Outcome.Refused.class, Outcome.NotNow.class);
            assertThat(send(channel, url)).isNotInstanceOf(Outcome.Unsure.class);
        }
    }

    private static WebhookChannel channel(Http.Reach reach) {
        return new WebhookChannel(new Http(Duration.ofSeconds(1), reach), InstantSource.fixed(VirtualTime.BEGIN));
    }

    private static Outcome send(WebhookChannel channel, String url) throws InterruptedException {
        Caps caps = Caps.alert("w", Instant.parse("2026-03-01T10:00:00Z"));
        return channel.send(Letters.dispatch(caps, "en", url + " " + SECRET, "key", 1, null, null));
    }
}
