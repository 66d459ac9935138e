package waywarden.delivery.channel.webpush;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a browser gives when somebody allows messages: `{"endpoint": …, "keys": {"p256dh": …, "auth": …}}`.
///
/// @param key  the browser's public key, uncompressed
/// @param auth its secret
record PushSubscription(URI endpoint, byte[] key, byte[] auth) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int POINT = 65;
    private static final int AUTH = 16;

    static Optional<PushSubscription> read(String written) {
        try {
            JsonNode root = JSON.readTree(written);
            URI endpoint = URI.create(root.path("endpoint").asString(""));
            byte[] key = decoded(root.path("keys").path("p256dh").asString(""));
            byte[] auth = decoded(root.path("keys").path("auth").asString(""));
            boolean whole = endpoint.getHost() != null && key.length == POINT && auth.length == AUTH;
            return whole ? Optional.of(new PushSubscription(endpoint, key, auth)) : Optional.empty();
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    @Override
    public String toString() {
        return "PushSubscription";
    }
}
