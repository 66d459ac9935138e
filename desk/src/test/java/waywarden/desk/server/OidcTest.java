package waywarden.desk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.delivery.DatabaseSettings;
import waywarden.delivery.testkit.FakeServer;
import waywarden.delivery.testkit.FakeServer.Asked;
import waywarden.delivery.testkit.FakeServer.Reply;
import waywarden.desk.DeskStage;
import waywarden.desk.DeskStage.Guest;
import waywarden.desk.Role;

/// Sign-in through an identity provider: it says who somebody is; what she may do, the desk says.
class OidcTest {

    @TempDir
    Path folder;

    /// A provider that lets in whoever is named. A code is good for one token.
    private static final class Provider implements AutoCloseable {
        private final FakeServer server = new FakeServer(this::answer);
        private final Map<String, JWTClaimsSet> codes = new ConcurrentHashMap<>();
        private final RSAKey key;
        private volatile RSAKey signing;

        Provider() throws JOSEException {
            key = new RSAKeyGenerator(2048).keyID("one").generate();
            signing = key;
        }

        /// From now on tokens are signed with a key that is not the provider's.
        void isForged() throws JOSEException {
            signing = new RSAKeyGenerator(2048).keyID("one").generate();
        }

        String issuer() {
            return server.url().replaceAll("/$", "");
        }

        /// @return the code that her browser brings back
        String letsIn(String name, String nonce) {
            String code = "code-" + codes.size();
            Instant now = Instant.now();
            codes.put(
                    code,
                    new JWTClaimsSet.Builder()
                            .issuer(issuer())
                            .subject("subject of " + name)
                            .audience("desk")
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(60)))
                            .claim("nonce", nonce)
                            .claim("preferred_username", name)
                            // What the provider thinks she may do counts for nothing.
                            .claim("roles", "admin")
                            .build());
            return code;
        }

        private Reply answer(Asked asked) {
            String path = asked.path();
            if (path.endsWith("/.well-known/openid-configuration")) {
                return Reply.json(200, """
                        {"issuer": "ISSUER", "authorization_endpoint": "ISSUER/authorize", "token_endpoint": "ISSUER/token",
                         "jwks_uri": "ISSUER/keys", "subject_types_supported": ["public"],
                         "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"]}
                        """.replace("ISSUER", issuer()));
            }
            if (path.endsWith("/keys")) return Reply.json(200, new JWKSet(key.toPublicJWK()).toString());
            if (path.endsWith("/token")) {
                JWTClaimsSet claims = codes.remove(
                        query(new String(asked.body(), StandardCharsets.UTF_8)).get("code"));
                return claims == null ? Reply.json(400, "{\"error\": \"invalid_grant\"}") : token(claims);
            }
            return Reply.of(404);
        }

        private Reply token(JWTClaimsSet claims) {
            try {
                SignedJWT token = new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
                token.sign(new RSASSASigner(signing));
                return Reply.json(
                        200,
                        "{\"access_token\": \"a\", \"token_type\": \"Bearer\", \"expires_in\": 60,"
                                + " \"id_token\": \"" + token.serialize() + "\"}");
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private static Map<String, String> query(String written) {
        Map<String, String> query = new HashMap<>();
        for (String pair : written.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    /// @return where she is sent at the end
    private static String signIn(Guest guest, Provider provider, String name) {
        assertThat(guest.get("/sign-in").body()).contains("/oauth2/authorization/desk");
        HttpResponse<String> sent = guest.get("/oauth2/authorization/desk");
        URI asks = URI.create(sent.headers().firstValue("Location").orElseThrow());
        assertThat(asks.toString()).startsWith(provider.issuer() + "/authorize?");
        Map<String, String> query = query(asks.getRawQuery());
        assertThat(query).containsEntry("client_id", "desk").containsEntry("response_type", "code");
        String code = provider.letsIn(name, query.getOrDefault("nonce", ""));
        String back = URI.create(query.getOrDefault("redirect_uri", "")).getPath();
        HttpResponse<String> done = guest.get(back + "?code=" + code + "&state="
                + java.net.URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8));
        return done.headers().firstValue("Location").orElse("none");
    }

    @Test
    void theProviderSaysWhoSheIsAndTheDeskWhatSheMayDo() throws IOException, JOSEException {
        Files.createDirectories(folder.resolve("desk"));
        Files.writeString(folder.resolve("desk/oidc-secret"), "a secret\n");
        try (Provider provider = new Provider();
                DeskStage desk = DeskStage.on(
                                folder,
                                DatabaseSettings.embedded(folder.resolve("desk.db")),
                                "sender: desk@example.org\nname: Example desk\noidc: {issuer: \"" + provider.issuer()
                                        + "\", client-id: desk, client-secret-file: oidc-secret}")
                        .with("mira", Role.ISSUER)) {
            Guest mira = desk.guest();
            assertThat(signIn(mira, provider, "mira")).endsWith("/");
            assertThat(mira.get("/").statusCode()).isEqualTo(200);
            assertThat(mira.get("/").body()).contains("mira");
            assertThat(mira.get("/accounts").statusCode())
                    .as("an issuer is no admin")
                    .isEqualTo(403);

            Guest stranger = desk.guest();
            signIn(stranger, provider, "stranger");
            assertThat(stranger.get("/").statusCode())
                    .as("no account of that name")
                    .isEqualTo(403);

            provider.isForged();
            Guest forger = desk.guest();
            assertThat(signIn(forger, provider, "mira")).contains("/sign-in?failed");
            assertThat(forger.get("/").statusCode()).isNotEqualTo(200);
        }
    }
}
