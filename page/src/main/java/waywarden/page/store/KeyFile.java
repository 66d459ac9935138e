package waywarden.page.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.SecretKeyEntry;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Optional;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The folder's key under a passphrase: a PKCS #12 store as the JDK makes it, with as many rounds of PBKDF2 as OWASP
/// asks for, so that each guess at the passphrase costs.
final class KeyFile {

    private static final String KIND = "PKCS12";
    private static final String NAME = "folder";
    private static final String CIPHER = "PBEWithHmacSHA256AndAES_256";

    /// OWASP's password storage guidance for PBKDF2 with SHA-256.
    private static final int ROUNDS = 600_000;

    private static final int SALT_BYTES = 16;

    private KeyFile() {}

    static byte[] written(Age.Key key, char[] passphrase) {
        // The store's own check of its bytes must not be the cheaper way to guess.
        Security.setProperty("keystore.pkcs12.macIterationCount", Integer.toString(ROUNDS));
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        byte[] both = (key.identity() + "\n" + key.recipient()).getBytes(StandardCharsets.US_ASCII);
        try {
            KeyStore store = KeyStore.getInstance(KIND);
            store.load(null, null);
            PasswordProtection protection =
                    new PasswordProtection(passphrase, CIPHER, new PBEParameterSpec(salt, ROUNDS));
            // The algorithm's name is a label only: the store wants one that it knows.
            store.setEntry(NAME, new SecretKeyEntry(new SecretKeySpec(both, "AES")), protection);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, passphrase);
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the key cannot be stored", e);
        }
    }

    /// The key; nothing if the passphrase is another.
    static Optional<Age.Key> read(byte[] file, char[] passphrase) {
        try {
            KeyStore store = KeyStore.getInstance(KIND);
            store.load(new ByteArrayInputStream(file), passphrase);
            if (!(store.getEntry(NAME, new PasswordProtection(passphrase)) instanceof SecretKeyEntry entry)) {
                return Optional.empty();
            }
            String both = new String(entry.getSecretKey().getEncoded(), StandardCharsets.US_ASCII);
            int end = both.indexOf('\n');
            return Optional.of(new Age.Key(both.substring(0, end), both.substring(end + 1)));
        } catch (GeneralSecurityException | IOException e) {
            return Optional.empty();
        }
    }
}
