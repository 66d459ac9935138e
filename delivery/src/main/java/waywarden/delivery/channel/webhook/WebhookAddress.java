package waywarden.delivery.channel.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Where a webhook goes and what signs it, written as `URL KEY [KEY]`: a key is `whsec_…`, shared, or
/// `whsk_…`, our private one. While a key is changed there are two, and both sign.
/// Source: Standard Webhooks, version 1.
record WebhookAddress(URI uri, List<Key> keys) {

    private static final String SHARED = "whsec_";
    private static final String OWN = "whsk_";
    private static final int MOST_KEYS = 3;
    private static final int SHORTEST_SHARED = 16;
    private static final int SEED = 32;

    WebhookAddress {
        keys = List.copyOf(keys);
    }

    /// @param bytes a shared secret, or the seed of an Ed25519 key
    record Key(boolean shared, byte[] bytes) {
        @Override
        public String toString() {
            return "Key";
        }
    }

    static Optional<WebhookAddress> read(String written) {
        String[] parts = written.strip().split(" +", MOST_KEYS + 2);
        if (parts.length < 2 || parts.length > MOST_KEYS + 1) return Optional.empty();
        List<Key> keys = new ArrayList<>();
        try {
            URI uri = new URI(parts[0]);
            if (uri.getHost() == null || uri.getUserInfo() != null) return Optional.empty();
            for (String part : Arrays.copyOfRange(parts, 1, parts.length)) {
                Key key = key(part);
                if (key == null) return Optional.empty();
                keys.add(key);
            }
            return Optional.of(new WebhookAddress(uri, keys));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @org.jspecify.annotations.Nullable Key key(String written) {
        boolean shared = written.startsWith(SHARED);
        if (!shared && !written.startsWith(OWN)) return null;
        byte[] bytes = Base64.getDecoder().decode(written.substring(written.indexOf('_') + 1));
        if (shared) return bytes.length >= SHORTEST_SHARED ? new Key(true, bytes) : null;
        // The seed, with or without the public key behind it.
        return bytes.length == SEED || bytes.length == 2 * SEED ? new Key(false, Arrays.copyOf(bytes, SEED)) : null;
    }

    /// The value of `webhook-signature`.
    String signature(String id, long timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signed = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, signed, head.length, body.length);
        List<String> signatures = keys.stream().map(key -> sign(key, signed)).toList();
        return String.join(" ", signatures);
    }

    private static String sign(Key key, byte[] signed) {
        try {
            if (key.shared()) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
                return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
            }
            PrivateKey own = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, key.bytes()));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(own);
            signature.update(signed);
            return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC and Ed25519", e);
        }
    }

    /// Never the keys.
    @Override
    public String toString() {
        return "WebhookAddress";
    }
}
