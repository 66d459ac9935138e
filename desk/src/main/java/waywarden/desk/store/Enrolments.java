package waywarden.desk.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Keys that let people enrol, and change or end their enrolment. Only digests of them are kept, so
/// that whoever reads the database can use none.
public final class Enrolments {

    /// An invitation lapses after this.
    public static final Duration INVITATION = Duration.ofDays(14);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 24;

    private final JdbcClient client;

    public Enrolments(JdbcClient client) {
        this.client = client;
    }

    /// @return the key, which is told once and never again
    public String invite(String by, Instant now) {
        String key = key();
        client.sql("insert into invitation (digest, made_by, until) values (?, ?, ?)")
                .params(digest(key), by, now.plus(INVITATION).toEpochMilli())
                .update();
        return key;
    }

    public boolean isOpen(String invitation, Instant now) {
        return client.sql("select count(*) from invitation where digest = ? and used_at is null and until > ?")
                        .params(digest(invitation), now.toEpochMilli())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /// Part of the transaction that enrols.
    ///
    /// @return false where it lapsed or was used already
    public boolean use(String invitation, Instant now) {
        return client.sql("update invitation set used_at = ? where digest = ? and used_at is null and until > ?")
                        .params(now.toEpochMilli(), digest(invitation), now.toEpochMilli())
                        .update()
                == 1;
    }

    /// @return the key to this enrolment, which is told once and never again
    public String member(String subscriber) {
        String key = key();
        client.sql("insert into membership (digest, subscriber) values (?, ?)")
                .params(digest(key), subscriber)
                .update();
        return key;
    }

    public Optional<String> subscriber(String membership) {
        return client.sql("select subscriber from membership where digest = ?")
                .param(digest(membership))
                .query(String.class)
                .optional();
    }

    public void leave(String membership) {
        client.sql("delete from membership where digest = ?")
                .param(digest(membership))
                .update();
    }

    private static String key() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
