package waywarden.delivery;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Tokens that let whoever holds one give one answer to one warning for one person, until it ends.
/// They name nobody: numbers and a mark made with the desk's secret.
final class Tokens {

    private static final int BODY = 8 + 4 + 8 + 4 + 1;
    private static final int MARK = 16;
    private static final int LENGTH = Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(new byte[BODY + MARK])
            .length();

    private final Secrets secrets;

    Tokens(Secrets secrets) {
        this.secrets = secrets;
    }

    /// What a token allows.
    record Permit(long advisory, int version, long subscriber, Instant ends, Answer answer) {}

    String write(Permit permit) {
        byte[] body = ByteBuffer.allocate(BODY)
                .putLong(permit.advisory())
                .putInt(permit.version())
                .putLong(permit.subscriber())
                // Seconds, unsigned: enough until 2106.
                .putInt((int) permit.ends().getEpochSecond())
                .put((byte) permit.answer().ordinal())
                .array();
        byte[] whole = Arrays.copyOf(body, BODY + MARK);
        System.arraycopy(mark(body), 0, whole, BODY, MARK);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /// @return empty for anything but a token of ours that has not ended
    Optional<Permit> read(String token, Timekeeper time) {
        if (token.length() != LENGTH) return Optional.empty();
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOf(whole, BODY);
        boolean ours = MessageDigest.isEqual(mark(body), Arrays.copyOfRange(whole, BODY, whole.length));
        // One token has one spelling: unused bits of the last character are not free.
        if (!ours
                || !Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(whole)
                        .equals(token)) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(body);
        Permit permit = new Permit(
                buffer.getLong(),
                buffer.getInt(),
                buffer.getLong(),
                Instant.ofEpochSecond(Integer.toUnsignedLong(buffer.getInt())),
                Answer.values()[buffer.get()]);
        return time.isPast(permit.ends()) ? Optional.empty() : Optional.of(permit);
    }

    private byte[] mark(byte[] body) {
        return Arrays.copyOf(secrets.mark("answer " + Base64.getEncoder().encodeToString(body)), MARK);
    }
}
