package waywarden.advisory.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.WaywardenException;

/// A key to sign with, and the certificate that shows whose it is.
public record SigningKey(PrivateKey key, X509Certificate certificate) {

    private static final int LARGEST_FILE = 1 << 20;
    private static final int SMALLEST_RSA = 2048;
    private static final int SMALLEST_EC = 256;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    public SigningKey {
        boolean strong = switch (certificate.getPublicKey()) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= SMALLEST_RSA;
            case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize() >= SMALLEST_EC;
            default -> false;
        };
        if (!strong) throw new UnusableKey(Fault.KIND);
        if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            throw new UnusableKey(Fault.DOES_NOT_FIT);
        }
    }

    /// Never the key itself.
    @Override
    public String toString() {
        return "SigningKey[" + key.getAlgorithm() + "]";
    }

    /// Asks for a passphrase once it is known that one is needed; null where the person gives none.
    public interface Passphrase {
        char @Nullable [] ask() throws IOException;
    }

    /// Reads a PKCS #12 keystore (`.p12`), or PEM with a private key and its certificate.
    ///
    /// @param alias      of the key in a keystore; null where there is only one
    /// @param passphrase asked for at most once
    /// @throws UnusableKey if there is no key to sign with in the file
    public static SigningKey read(Path file, @Nullable String alias, Passphrase passphrase) throws IOException {
        if (!Files.isRegularFile(file)) throw new UnusableKey(Fault.NO_FILE);
        if (Files.size(file) > LARGEST_FILE) throw new UnusableKey(Fault.NOT_A_KEY);
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            return text.contains("-----BEGIN ") ? pem(file, text, passphrase) : keystore(bytes, alias, passphrase);
        } catch (GeneralSecurityException e) {
            throw new UnusableKey(Fault.NOT_A_KEY);
        }
    }

    private static SigningKey keystore(byte[] bytes, @Nullable String alias, Passphrase passphrase)
            throws IOException, GeneralSecurityException {
        char[] secret = asked(passphrase);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = new ByteArrayInputStream(bytes)) {
                store.load(in, secret);
            } catch (IOException e) {
                boolean wrong = e.getCause() instanceof GeneralSecurityException;
                throw new UnusableKey(wrong ? Fault.PASSPHRASE : Fault.NOT_A_KEY);
            }
            String name = alias == null ? only(store) : alias;
            Key key = store.getKey(name, secret);
            if (key instanceof PrivateKey found && store.getCertificate(name) instanceof X509Certificate certificate) {
                return new SigningKey(found, certificate);
            }
            throw new UnusableKey(Fault.NO_SUCH_ALIAS);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static String only(KeyStore store) throws GeneralSecurityException {
        List<String> keys = Collections.list(store.aliases()).stream()
                .filter(name -> {
                    try {
                        return store.isKeyEntry(name);
                    } catch (GeneralSecurityException e) {
                        return false;
                    }
                })
                .toList();
        if (keys.size() != 1) throw new UnusableKey(keys.isEmpty() ? Fault.NOT_A_KEY : Fault.SEVERAL);
        return keys.getFirst();
    }

    private static SigningKey pem(Path file, String text, Passphrase passphrase)
            throws IOException, GeneralSecurityException {
        X509Certificate certificate = null;
        byte[] plain = null;
        byte[] encrypted = null;
        Matcher blocks = PEM.matcher(text);
        while (blocks.find()) {
            byte[] bytes = Base64.getMimeDecoder().decode(blocks.group(2));
            switch (blocks.group(1)) {
                case "CERTIFICATE" -> {
                    if (certificate == null) certificate = certificate(bytes);
                }
                case "PRIVATE KEY" -> plain = bytes;
                case "ENCRYPTED PRIVATE KEY" -> encrypted = bytes;
                default -> {
                    // Parameters and the like are not needed.
                }
            }
        }
        if (certificate == null || (plain == null && encrypted == null)) throw new UnusableKey(Fault.NOT_A_KEY);
        if (plain != null && isReadByOthers(file)) throw new UnusableKey(Fault.OPEN_TO_OTHERS);
        PKCS8EncodedKeySpec spec =
                encrypted == null ? new PKCS8EncodedKeySpec(plain) : decrypted(encrypted, passphrase);
        String algorithm = certificate.getPublicKey().getAlgorithm();
        return new SigningKey(KeyFactory.getInstance(algorithm).generatePrivate(spec), certificate);
    }

    private static X509Certificate certificate(byte[] bytes) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
    }

    private static PKCS8EncodedKeySpec decrypted(byte[] encrypted, Passphrase passphrase)
            throws IOException, GeneralSecurityException {
        char[] secret = asked(passphrase);
        PBEKeySpec spec = new PBEKeySpec(secret);
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
            // For PBES2 the parameters, not the name, say which scheme it is.
            String scheme =
                    info.getAlgName().equals("PBES2") || info.getAlgName().equals("1.2.840.113549.1.5.13")
                            ? info.getAlgParameters().toString()
                            : info.getAlgName();
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(scheme).generateSecret(spec),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (GeneralSecurityException e) {
            throw new UnusableKey(Fault.PASSPHRASE);
        } finally {
            spec.clearPassword();
            Arrays.fill(secret, '\0');
        }
    }

    private static char[] asked(Passphrase passphrase) throws IOException {
        char[] secret = passphrase.ask();
        if (secret == null) throw new UnusableKey(Fault.PASSPHRASE);
        return secret;
    }

    private static boolean isReadByOthers(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) return false;
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
        return allowed.contains(PosixFilePermission.GROUP_READ) || allowed.contains(PosixFilePermission.OTHERS_READ);
    }

    /// Why a file gives no key to sign with.
    public enum Fault {
        NO_FILE,
        NOT_A_KEY,
        PASSPHRASE,
        NO_SUCH_ALIAS,
        SEVERAL,
        KIND,
        DOES_NOT_FIT,
        OPEN_TO_OTHERS
    }

    /// There is no key to sign with; the shell says so in the person's language.
    public static final class UnusableKey extends WaywardenException {
        private static final long serialVersionUID = 1L;

        private final Fault fault;

        public UnusableKey(Fault fault) {
            super("unusable signing key: " + fault);
            this.fault = fault;
        }

        public Fault fault() {
            return fault;
        }
    }
}
