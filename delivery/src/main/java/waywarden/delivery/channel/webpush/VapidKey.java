package waywarden.delivery.channel.webpush;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import waywarden.conversation.WaywardenException;

/// The desk's own key towards push services, which browsers tie their subscriptions to.
/// Source: RFC 8292 (VAPID).
public final class VapidKey {

    /// A day is the longest that services take.
    private static final Duration VALID = Duration.ofHours(12);

    /// One is used again for so long, as the standard advises, and then has hours left.
    private static final Duration USED_AGAIN = Duration.ofHours(1);

    private static final int MOST_KEPT = 1_000;

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final int LARGEST_FILE = 4096;

    private final PrivateKey key;
    private final byte[] point;
    private final Map<String, Proof> proofs = new ConcurrentHashMap<>();

    private record Proof(String value, Instant made) {}

    private VapidKey(PrivateKey key, byte[] point) {
        this.key = key;
        this.point = point;
    }

    public static VapidKey fresh() {
        try {
            KeyPair pair = P256.JDK.pair();
            return new VapidKey(pair.getPrivate(), P256.written((ECPublicKey) pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /// Reads the file of the key, or makes it for the owner alone where it is absent. If it is lost,
    /// every browser must subscribe anew.
    ///
    /// @throws UnusableVapidKey if it holds none, or others may read it
    public static VapidKey keptIn(Path file) throws IOException {
        if (!Files.exists(file)) write(file, fresh());
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            throw new UnusableVapidKey(file + " can be read by others; give it to its owner alone (chmod 600)");
        }
        if (Files.size(file) > LARGEST_FILE) throw new UnusableVapidKey(file + " holds no key for web push");
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        try {
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getUrlDecoder().decode(lines.getFirst())));
            return new VapidKey(key, Base64.getUrlDecoder().decode(lines.get(1)));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UnusableVapidKey(file + " holds no key for web push");
        }
    }

    private static void write(Path file, VapidKey fresh) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        List<String> lines = List.of(URL.encodeToString(fresh.key.getEncoded()), URL.encodeToString(fresh.point));
        Files.write(file, lines, StandardCharsets.US_ASCII, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }

    /// What a page gives to the browser as `applicationServerKey`.
    public String publicKey() {
        return URL.encodeToString(point);
    }

    /// The value of `Authorization`.
    ///
    /// @param contact whom the service may write to about us: `mailto:` or `https:`
    String authorization(URI endpoint, String contact, Instant now) {
        String origin = endpoint.getScheme() + "://" + endpoint.getAuthority();
        Proof known = proofs.get(origin + " " + contact);
        // A clock set back makes a new one too.
        boolean usable = known != null
                && !now.isBefore(known.made())
                && now.isBefore(known.made().plus(USED_AGAIN));
        if (known != null && usable) return known.value();
        Proof proof = new Proof(proof(origin, contact, now), now);
        if (proofs.size() >= MOST_KEPT) proofs.clear();
        proofs.put(origin + " " + contact, proof);
        return proof.value();
    }

    private String proof(String origin, String contact, Instant now) {
        String head = URL.encodeToString("{\"typ\":\"JWT\",\"alg\":\"ES256\"}".getBytes(StandardCharsets.UTF_8));
        String claims = "{\"aud\":\"" + origin + "\",\"exp\":" + now.plus(VALID).getEpochSecond() + ",\"sub\":\""
                + contact + "\"}";
        String signed = head + "." + URL.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return "vapid t=" + signed + "." + URL.encodeToString(signature.sign()) + ", k=" + publicKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has ES256", e);
        }
    }

    /// The file holds no key for web push, or others may read it.
    public static final class UnusableVapidKey extends WaywardenException {
        private static final long serialVersionUID = 1L;

        UnusableVapidKey(String sentence) {
            super(sentence);
        }
    }
}
