package waywarden.desk.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Who did what at the desk. Lines are only added, the database itself refuses anything else, and
/// each holds the digest of the one before: a line changed or left out behind the database's back
/// breaks the chain from there on. What is said in a warning is never in it.
public final class AuditLog {

    private static final char BETWEEN = '\n';

    private final JdbcClient client;
    private final TransactionTemplate transactions;

    public AuditLog(JdbcClient client, TransactionTemplate transactions) {
        this.client = client;
        this.transactions = transactions;
    }

    /// One line.
    ///
    /// @param did    a word of the bundle
    /// @param about  what it was done to
    /// @param detail as the word's sentence needs it; empty where there is none
    public record Line(long number, Instant at, String who, String did, String about, String detail) {}

    private record Head(long number, String digest) {}

    /// Part of the caller's transaction: what was done and the line on it are kept together or not at
    /// all.
    public void add(String who, String did, String about, String detail, Instant at) {
        transactions.executeWithoutResult(status -> {
            // The row is held until the end, so that lines come one after the other.
            Head head = client.sql("update audit_head set number = number + 1 where one = 1 returning number, digest")
                    .query((row, i) -> new Head(row.getLong(1), row.getString(2)))
                    .single();
            Line line = new Line(head.number(), Instant.ofEpochMilli(at.toEpochMilli()), who, did, about, detail);
            String digest = digest(line, head.digest());
            client.sql("insert into audit (number, at, who, did, about, detail, previous, digest)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(line.number(), at.toEpochMilli(), who, did, about, detail, head.digest(), digest)
                    .update();
            client.sql("update audit_head set digest = ? where one = 1")
                    .param(digest)
                    .update();
        });
    }

    /// The latest first.
    ///
    /// @param before only lines before this number
    public List<Line> latest(long before, int most) {
        return client.sql("select * from audit where number < ? order by number desc limit " + most)
                .param(before)
                .query((row, i) -> new Line(
                        row.getLong("number"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("who"),
                        row.getString("did"),
                        row.getString("about"),
                        row.getString("detail")))
                .list();
    }

    /// Goes through the whole chain.
    ///
    /// @return the number of the first line that does not fit; nothing where all do
    public Optional<Long> firstBreak() {
        long[] next = {1};
        String[] previous = {""};
        long[] broken = {0};
        client.sql("select * from audit order by number").query(row -> {
            if (broken[0] != 0) return;
            Line line = new Line(
                    row.getLong("number"),
                    Instant.ofEpochMilli(row.getLong("at")),
                    row.getString("who"),
                    row.getString("did"),
                    row.getString("about"),
                    row.getString("detail"));
            String digest = row.getString("digest");
            boolean fits = line.number() == next[0]
                    && row.getString("previous").equals(previous[0])
                    && digest(line, previous[0]).equals(digest);
            if (!fits) broken[0] = next[0];
            next[0]++;
            previous[0] = digest;
        });
        if (broken[0] != 0) return Optional.of(broken[0]);
        Head head = client.sql("select number, digest from audit_head")
                .query((row, i) -> new Head(row.getLong(1), row.getString(2)))
                .single();
        boolean whole = head.number() == next[0] - 1 && head.digest().equals(previous[0]);
        return whole ? Optional.empty() : Optional.of(next[0]);
    }

    /// Each part is preceded by its length, so that no two lines read the same.
    private static String digest(Line line, String previous) {
        StringBuilder text = new StringBuilder();
        for (String part : List.of(
                String.valueOf(line.number()),
                String.valueOf(line.at().toEpochMilli()),
                line.who(),
                line.did(),
                line.about(),
                line.detail(),
                previous)) {
            text.append(part.length()).append(BETWEEN).append(part);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
