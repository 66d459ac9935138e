package waywarden.delivery.channel.webpush;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts a message for one browser, so that the push service between learns neither what it says
/// nor, for it is padded, how long it is. Source: RFC 8291, in one record of RFC 8188 (aes128gcm).
final class PushEncryption {

    /// What every push service takes, in bytes, the head and the mark of the cipher among them.
    private static final int LARGEST = 4096;

    private static final int SALT = 16;
    private static final int POINT = 65;
    private static final int HEAD = SALT + 4 + 1 + POINT;
    private static final int TAG = 16;

    /// The longest message, in bytes.
    static final int LONGEST = LARGEST - HEAD - TAG - 1;

    private static final int PADDED_TO = 1024;
    private static final byte LAST_RECORD = 2;

    private PushEncryption() {}

    /// @param text of at most `LONGEST` bytes
    /// @param own  a key pair of the curve for this message alone
    /// @param salt random, for this message alone
    static byte[] encrypt(P256 curve, byte[] text, PushSubscription to, KeyPair own, byte[] salt, boolean padded)
            throws GeneralSecurityException {
        byte[] ownPoint = P256.written((ECPublicKey) own.getPublic());
        byte[] agreed = curve.agreed(own.getPrivate(), to.key());
        byte[] info = joined("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), to.key(), ownPoint);
        byte[] shared = derived(agreed, to.auth(), info, 32);
        byte[] key = derived(shared, salt, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16);
        byte[] nonce = derived(shared, salt, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
        byte[] sealed = cipher.doFinal(record(text, padded));
        byte[] head = ByteBuffer.allocate(HEAD)
                .put(salt)
                .putInt(LARGEST)
                .put((byte) POINT)
                .put(ownPoint)
                .array();
        return joined(head, sealed);
    }

    private static byte[] record(byte[] text, boolean padded) {
        int length = text.length + 1;
        if (padded) length = Math.min(LONGEST + 1, (length + PADDED_TO - 1) / PADDED_TO * PADDED_TO);
        byte[] record = Arrays.copyOf(text, length);
        record[text.length] = LAST_RECORD;
        return record;
    }

    private static byte[] derived(byte[] secret, byte[] salt, byte[] info, int length) throws GeneralSecurityException {
        SecretKey key = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "Generic",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(new SecretKeySpec(secret, "Generic"))
                                .addSalt(salt)
                                .thenExpand(info, length));
        return key.getEncoded();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) whole.writeBytes(part);
        return whole.toByteArray();
    }
}
