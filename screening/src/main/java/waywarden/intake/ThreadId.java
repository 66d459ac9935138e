package waywarden.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names a thread that its export gives no id: by its first message, so that a later export of the same
/// chat has the same id, and in a way that tells no name, because ids may stand in a log.
public final class ThreadId {

    private ThreadId() {}

    public static String of(String channel, Utterance first) {
        String told = first.at() + "\0" + first.sender() + "\0" + first.text();
        return channel + "-" + HexFormat.of().formatHex(sha256(told), 0, 5);
    }

    private static byte[] sha256(String told) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(told.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
