package waywarden.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names a thread by what its export knows it by, in a way that tells no name, because ids may stand in
/// a log.
public final class ThreadKey {

    private ThreadKey() {}

    /// @param key what tells this thread from others in every export of it: a path, a number, the names
    ///            of its parties
    public static String of(String channel, String key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] hash = sha256.digest(key.getBytes(StandardCharsets.UTF_8));
            return channel + "-" + HexFormat.of().formatHex(hash, 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
