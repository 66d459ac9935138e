package waywarden.register;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The form of a register file: magic and version (8 bytes), the key's id (8), the labels encrypted with
/// AES-256-GCM (length, nonce, text), the tables, and an Ed25519 signature over the SHA-256 of all that.
///
/// The signature is checked before anything else is read, so that nothing of a file that was altered
/// reaches any other code. All of the file is held in memory: what was verified is what is used, whatever
/// happens to the file on the disk afterwards.
final class RegisterFile {

    private static final byte[] MAGIC = "WAYWREG".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int ID_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SIGNATURE_BYTES = 64;
    private static final int HEAD = MAGIC.length + 1 + ID_BYTES;
    private static final byte[] SIGNED = "waywarden register v1\n".getBytes(StandardCharsets.US_ASCII);

    /// Longest file that is read, in bytes: what an array can hold.
    private static final long LONGEST = Integer.MAX_VALUE - 16;

    /// Bytes read at once.
    private static final int PART = 1 << 18;

    private RegisterFile() {}

    /// What a file holds, verified and decrypted.
    ///
    /// @param bytes  the whole file
    /// @param about  the decrypted description
    /// @param tables in the order written
    record Content(byte[] bytes, byte[] about, List<PrintTable> tables) {}

    /// Why a file was refused, as an exception within this package only.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final RegisterReading.Why why;

        Refused(RegisterReading.Why why) {
            super(why.name());
            this.why = why;
        }

        RegisterReading.Why why() {
            return why;
        }
    }

    // --- writing ---

    static void write(
            OutputStream out,
            RegisterKey key,
            PrivateKey signer,
            byte[] about,
            List<byte[]> tables,
            SecureRandom random)
            throws IOException {
        MessageDigest digest = sha256();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] head = head(key);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, about, 0, about.length);
        byte[] length = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(sealed.length)
                .array();
        for (byte[] part : List.of(head, length, nonce, sealed)) {
            digest.update(part);
            out.write(part);
        }
        for (byte[] table : tables) {
            digest.update(table);
            out.write(table);
        }
        out.write(signed(signer, digest.digest()));
    }

    private static byte[] head(RegisterKey key) {
        return ByteBuffer.allocate(HEAD)
                .put(MAGIC)
                .put(VERSION)
                .put(HexFormat.of().parseHex(key.id()))
                .array();
    }

    private static byte[] signed(PrivateKey signer, byte[] digest) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(signer);
            signature.update(SIGNED);
            signature.update(digest);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the signing key cannot sign with Ed25519", e);
        }
    }

    // --- reading ---

    static Content read(Path file, RegisterKey key) throws Refused {
        return read(bytes(file), key);
    }

    static Content read(byte[] bytes, RegisterKey key) throws Refused {
        if (bytes.length < MAGIC.length + 1 || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new Refused(RegisterReading.Why.NO_REGISTER);
        }
        if (bytes[MAGIC.length] != VERSION) throw new Refused(RegisterReading.Why.OTHER_VERSION);
        if (bytes.length < HEAD + 4 + NONCE_BYTES + TAG_BITS / 8 + SIGNATURE_BYTES) {
            throw new Refused(RegisterReading.Why.ALTERED);
        }
        String id = HexFormat.of().formatHex(bytes, MAGIC.length + 1, HEAD);
        if (!id.equals(key.id())) throw new Refused(RegisterReading.Why.OTHER_KEY);
        int end = bytes.length - SIGNATURE_BYTES;
        if (!isSigned(bytes, end, key)) throw new Refused(RegisterReading.Why.ALTERED);
        return content(bytes, end, key);
    }

    private static byte[] bytes(Path file) throws Refused {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            if (size > LONGEST || size > Runtime.getRuntime().maxMemory() / 10 * 9) {
                throw new Refused(RegisterReading.Why.TOO_LARGE);
            }
            byte[] bytes = new byte[(int) size];
            int read = 0;
            // In parts: the channel beneath takes as much memory again as is read at once.
            for (int count = 0; count >= 0 && read < bytes.length; read += Math.max(0, count)) {
                count = in.read(bytes, read, Math.min(PART, bytes.length - read));
            }
            if (read < bytes.length) throw new Refused(RegisterReading.Why.UNREADABLE);
            return bytes;
        } catch (NoSuchFileException e) {
            throw new Refused(RegisterReading.Why.MISSING);
        } catch (IOException e) {
            throw new Refused(RegisterReading.Why.UNREADABLE);
        }
    }

    private static boolean isSigned(byte[] bytes, int end, RegisterKey key) {
        MessageDigest digest = sha256();
        digest.update(bytes, 0, end);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key.issuer());
            signature.update(SIGNED);
            signature.update(digest.digest());
            return signature.verify(bytes, end, SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// Signed by the desk, so anything odd from here on is a fault of the program that wrote it.
    private static Content content(byte[] bytes, int end, RegisterKey key) throws Refused {
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(HEAD);
        int from = HEAD + 4 + NONCE_BYTES;
        if (length < 0 || length > end - from) throw new Refused(RegisterReading.Why.ALTERED);
        byte[] nonce = Arrays.copyOfRange(bytes, HEAD + 4, from);
        byte[] about;
        try {
            about = crypt(Cipher.DECRYPT_MODE, key, nonce, bytes, from, length);
        } catch (IllegalStateException e) {
            throw new Refused(RegisterReading.Why.ALTERED);
        }
        List<PrintTable> tables = new java.util.ArrayList<>();
        for (int at = from + length; at < end; ) {
            PrintTable table = PrintTable.at(bytes, at, end);
            if (table == null) throw new Refused(RegisterReading.Why.ALTERED);
            tables.add(table);
            at = table.end();
        }
        return new Content(bytes, about, tables);
    }

    private static byte[] crypt(int mode, RegisterKey key, byte[] nonce, byte[] text, int from, int length) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key.derived("labels"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(head(key));
            return cipher.doFinal(text, from, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
