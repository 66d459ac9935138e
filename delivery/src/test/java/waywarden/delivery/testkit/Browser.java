package waywarden.delivery.testkit;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A browser that subscribed to web push. It decrypts by the steps of RFC 8291, written apart from the
/// code that encrypts.
public final class Browser {

    private static final byte[] AUTH = "sixteen bytes!!!".getBytes(StandardCharsets.US_ASCII);

    private final KeyPair keys;
    private final byte[] point;

    public Browser() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
            ECPoint w = ((ECPublicKey) keys.getPublic()).getW();
            point = new byte[65];
            point[0] = 4;
            put(w.getAffineX(), 1);
            put(w.getAffineY(), 33);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(BigInteger number, int at) {
        String hex = "%064x".formatted(number);
        for (int i = 0; i < 32; i++) point[at + i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }

    /// What the page sends to the desk.
    public String subscription(String endpoint) {
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        return "{\"endpoint\":\"" + endpoint + "\",\"keys\":{\"p256dh\":\"" + url.encodeToString(point)
                + "\",\"auth\":\"" + url.encodeToString(AUTH) + "\"}}";
    }

    public String decrypted(byte[] body) {
        try {
            byte[] salt = Arrays.copyOf(body, 16);
            byte[] theirs = Arrays.copyOfRange(body, 21, 21 + body[20]);
            byte[] sealed = Arrays.copyOfRange(body, 21 + body[20], body.length);
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(keys.getPrivate());
            agreement.doPhase(read(theirs), true);
            byte[] first = hmac(AUTH, agreement.generateSecret());
            byte[] secret = hmac(first, text("WebPush: info\0"), point, theirs, new byte[] {1});
            byte[] prk = hmac(salt, secret);
            byte[] key = Arrays.copyOf(hmac(prk, text("Content-Encoding: aes128gcm\0"), new byte[] {1}), 16);
            byte[] nonce = Arrays.copyOf(hmac(prk, text("Content-Encoding: nonce\0"), new byte[] {1}), 12);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            byte[] record = cipher.doFinal(sealed);
            int end = record.length - 1;
            while (record[end] == 0) end--;
            if (record[end] != 2) throw new IllegalStateException("the record has no end mark");
            return new String(record, 0, end, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey read(byte[] point) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECPoint read = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(read, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (byte[] part : parts) mac.update(part);
        return mac.doFinal();
    }
}
