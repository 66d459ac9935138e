package waywarden.register;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What reads a register: the organisation's secret, without which the file is noise, and the public key
/// of the desk that signs it. Whoever holds this can check texts against the register, and so can also
/// guess at it; it belongs to the people protected and to nobody else.
///
/// From the secret come, by HMAC-SHA-256 over a name for each use (the expand step of RFC 5869), the keys
/// that fingerprint and that encrypt the labels, so that none tells anything of another.
public final class RegisterKey {

    /// Bytes of the secret.
    public static final int SECRET_BYTES = 32;

    private final byte[] secret;
    private final PublicKey issuer;

    /// @param secret [#SECRET_BYTES] random bytes
    /// @param issuer Ed25519 public key that registers are signed with
    public RegisterKey(byte[] secret, PublicKey issuer) {
        if (secret.length != SECRET_BYTES)
            throw new IllegalArgumentException("a secret has " + SECRET_BYTES + " bytes");
        if (!issuer.getAlgorithm().equals("EdDSA") && !issuer.getAlgorithm().equals("Ed25519")) {
            throw new IllegalArgumentException("an issuer signs with Ed25519");
        }
        this.secret = secret.clone();
        this.issuer = issuer;
    }

    /// A fresh random secret for registers of this issuer.
    public static RegisterKey generate(PublicKey issuer, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new RegisterKey(secret, issuer);
    }

    /// The issuer's key from its X.509 encoding.
    ///
    /// @throws GeneralSecurityException if the bytes are no Ed25519 public key
    public static PublicKey issuerOf(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    /// What the first line of a file with such a key says.
    public static final String KIND = "waywarden register key v1";

    /// The key as it stands in a file, for writing it there and nowhere else.
    public String text() {
        Map<String, byte[]> values = new LinkedHashMap<>();
        values.put("secret", secret.clone());
        values.put("issuer", issuer.getEncoded());
        return KeyText.of(KIND, values);
    }

    /// Reads what [#text] wrote.
    ///
    /// @return nothing if it is no such key, or a damaged one
    public static Optional<RegisterKey> of(String text) {
        Map<String, byte[]> values =
                KeyText.isOf(KIND, text) ? KeyText.values(text).orElse(Map.of()) : Map.of();
        try {
            PublicKey issuer = issuerOf(values.getOrDefault("issuer", new byte[0]));
            return Optional.of(new RegisterKey(values.getOrDefault("secret", new byte[0]), issuer));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public PublicKey issuer() {
        return issuer;
    }

    /// The secret itself, for writing it to a key file and nowhere else.
    public byte[] secret() {
        return secret.clone();
    }

    /// Names the key without telling it: what a register made with it carries, as 16 hexadecimal digits.
    public String id() {
        return HexFormat.of().formatHex(derived("id"), 0, 8);
    }

    /// The key for one use.
    ///
    /// @return 32 bytes
    byte[] derived(String use) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(("waywarden register v1 " + use).getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegisterKey key
                && MessageDigest.isEqual(secret, key.secret)
                && Arrays.equals(issuer.getEncoded(), key.issuer.getEncoded());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }

    /// Says nothing of the secret, so that it cannot reach a log.
    @Override
    public String toString() {
        return "RegisterKey[" + id() + "]";
    }
}
