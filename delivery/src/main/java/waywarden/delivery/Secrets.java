package waywarden.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The one secret of a desk and what is made of it: addresses sealed with AES-256-GCM, digests to
/// find them by, and marks on tokens. Each use has its own key. Without the secret the database
/// holds no address.
public final class Secrets {

    private static final int LENGTH = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] sealing;
    private final byte[] finding;
    private final byte[] marking;

    private Secrets(byte[] secret) {
        sealing = hmac(secret, "address");
        finding = hmac(secret, "find");
        marking = hmac(secret, "token");
    }

    /// @param secret 32 random bytes
    public static Secrets of(byte[] secret) {
        if (secret.length != LENGTH) throw new UnusableDatabase("the secret is not of " + LENGTH + " bytes");
        return new Secrets(secret);
    }

    /// Reads the file of the secret, or makes it for the owner alone where it is absent.
    ///
    /// @throws UnusableDatabase if it is not of 32 bytes, or others may read it
    public static Secrets keptIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[LENGTH];
            RANDOM.nextBytes(fresh);
            if (isPosix(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(file, fresh, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            } else {
                Files.write(file, fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
            }
        }
        if (isReadByOthers(file)) {
            throw new UnusableDatabase(file + " can be read by others; give it to its owner alone (chmod 600)");
        }
        if (Files.size(file) != LENGTH) throw new UnusableDatabase(file + " is not a secret of " + LENGTH + " bytes");
        return of(Files.readAllBytes(file));
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static boolean isReadByOthers(Path file) throws IOException {
        if (!isPosix(file)) return false;
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
        return allowed.contains(PosixFilePermission.GROUP_READ) || allowed.contains(PosixFilePermission.OTHERS_READ);
    }

    /// @param context what it belongs to; it opens with the same alone
    byte[] seal(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, plain, context);
        byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
        return whole;
    }

    /// @throws UnusableDatabase if it was sealed with another secret or for another context
    byte[] open(byte[] sealed, String context) {
        return cipher(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(sealed, NONCE),
                Arrays.copyOfRange(sealed, NONCE, sealed.length),
                context);
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] text, String context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(sealing, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new UnusableDatabase("an address was sealed with another secret than the one given", e);
        }
    }

    /// The same text has the same digest, which tells nobody without the secret what it was.
    byte[] digest(String text) {
        return hmac(finding, text);
    }

    byte[] mark(String text) {
        return hmac(marking, text);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Secrets";
    }
}
