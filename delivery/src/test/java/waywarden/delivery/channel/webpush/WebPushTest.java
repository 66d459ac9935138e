package waywarden.delivery.channel.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waywarden.delivery.channel.Http;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.testkit.Browser;
import waywarden.delivery.testkit.Caps;
import waywarden.delivery.testkit.FakeServer;
import waywarden.delivery.testkit.FakeServer.Asked;
import waywarden.delivery.testkit.FakeServer.Reply;
import waywarden.delivery.testkit.Letters;
import waywarden.delivery.testkit.VirtualTime;

class WebPushTest {

    private static final Base64.Decoder URL = Base64.getUrlDecoder();

    @TempDir
    private Path folder;

    static List<P256> curves() {
        if (P256.QUICKEST.equals(P256.JDK)) System.out.println("LEFT OUT: no BoringSSL for this machine");
        return List.of(P256.JDK, P256.QUICKEST);
    }

    /// RFC 8291, appendix A.
    @ParameterizedTest
    @MethodSource("curves")
    void encryptsAsTheStandardsExampleShows(P256 curve) throws Exception {
        PushSubscription to = PushSubscription.read(
                        "{\"endpoint\":\"https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV\","
                                + "\"keys\":{\"p256dh\":\"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4\","
                                + "\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg\"}}")
                .orElseThrow();
        KeyPair own = new KeyPair(
                curve.read(URL.decode(
                        "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")),
                curve.secret(new BigInteger(1, URL.decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))));
        byte[] body = PushEncryption.encrypt(
                curve,
                "When I grow up, I want to be a watermelon".getBytes(US_ASCII),
                to,
                own,
                URL.decode("DGv6ra1nlYgDCS1FRnbzlw"),
                false);
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body))
                .isEqualTo(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w"
                                + "EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    /// By a point off the curve a stranger could learn of a private key.
    @ParameterizedTest
    @MethodSource("curves")
    void agreesOnNothingWithAPointOffTheCurve(P256 curve) throws Exception {
        KeyPair own = curve.pair();
        byte[] off = P256.written((ECPublicKey) own.getPublic());
        assertThat(curve.agreed(own.getPrivate(), off)).hasSize(32);
        off[64] ^= 1;
        assertThatThrownBy(() -> curve.agreed(own.getPrivate(), off)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void pushesPaddedWithoutContentUnderAKeyOfOurs() throws Exception {
        Browser browser = new Browser();
        List<Asked> asked = new ArrayList<>();
        AtomicInteger status = new AtomicInteger(201);
        VapidKey key = VapidKey.keptIn(folder.resolve("vapid.key"));
        assertThat(VapidKey.keptIn(folder.resolve("vapid.key")).publicKey()).isEqualTo(key.publicKey());
        try (FakeServer server = new FakeServer(ask -> {
                    asked.add(ask);
                    return Reply.of(status.get());
                });
                WebPushChannel channel = channel(key, WebPushChannel.Content.BELL)) {
            String address = browser.subscription(server.url() + "push/1");
            Caps caps = Caps.alert("w", VirtualTime.BEGIN).exercise();
            assertThat(channel.send(Letters.dispatch(caps, "zh", address, "key", 1, null, null)))
                    .isEqualTo(new Outcome.Sent("key"));
            Asked first = asked.getFirst();
            String said = browser.decrypted(first.body());
            assertThat(said)
                    .contains("演习")
                    .contains("/w/advisory?read=" + "r".repeat(55) + "&safe=" + "s".repeat(55) + "&help="
                            + "h".repeat(55))
                    .contains("thread-of-24-characters-")
                    .doesNotContain("小报告")
                    .doesNotContain("手法");
            assertThat(first.header("Ttl"))
                    .isEqualTo(String.valueOf(Duration.ofDays(28).toSeconds()));
            assertThat(first.header("Urgency")).isEqualTo("high");
            assertThat(first.header("Topic")).hasSizeLessThanOrEqualTo(32);
            assertThat(first.body()).hasSize(86 + 1024 + 16);
            verify(first.header("Authorization"), key, server.url());
            status.set(410);
            assertThat(channel.send(Letters.dispatch(caps, "en", address, "key", 1, null, null)))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.gone()).isTrue());
            assertThat(channel.send(Letters.dispatch(caps, "en", "{}", "key", 1, null, null)))
                    .isInstanceOf(Outcome.Refused.class);
        }
    }

    private static void verify(String authorization, VapidKey key, String url) throws Exception {
        String token = authorization.substring("vapid t=".length(), authorization.indexOf(','));
        String[] parts = token.split("\\.", 4);
        JsonNode claims = new JsonMapper().readTree(URL.decode(parts[1]));
        assertThat(claims.path("aud").asString("")).isEqualTo(url.substring(0, url.length() - 1));
        assertThat(claims.path("exp").asLong())
                .isEqualTo(VirtualTime.BEGIN.plus(Duration.ofHours(12)).getEpochSecond());
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(P256.JDK.read(URL.decode(key.publicKey())));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(URL.decode(parts[2]))).isTrue();
    }

    private static WebPushChannel channel(VapidKey key, WebPushChannel.Content content) {
        return new WebPushChannel(
                new Http(Duration.ofSeconds(2), Http.Reach.ANYWHERE),
                key,
                "mailto:desk@example.org",
                content,
                InstantSource.fixed(VirtualTime.BEGIN));
    }
}
