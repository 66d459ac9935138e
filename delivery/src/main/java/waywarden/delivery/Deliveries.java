package waywarden.delivery;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import waywarden.advisory.audience.Targets;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.signature.SignatureVerdict.Verified;
import waywarden.advisory.signature.Signatures;

/// Issues messages: decides who is sent what on which channel, and writes that down as one row for
/// each advisory, version, person and channel. Sending is somebody else's.
public final class Deliveries {

    private static final int BATCH = 2_000;

    private final Database database;
    private final Timekeeper time;

    public Deliveries(Database database, Timekeeper time) {
        this.database = database;
        this.time = time;
    }

    /// Issues a message: finds the people whom it concerns and plans what each is sent, in the
    /// caller's transaction. Once that is committed nothing of it is lost; if it is rolled back,
    /// nothing was issued. The same message issued again does nothing.
    ///
    /// @param advisory the caller's name for the warning through all its versions
    /// @param version  1 for the Alert, then one more for each Update or Cancel
    /// @param signed   the message's own bytes
    /// @throws NotIssued if it cannot be
    public Issued issue(String advisory, int version, byte[] signed) {
        Alert alert = checked(signed);
        // Without a transaction of the caller's this is one of its own; it is never none.
        return database.transactions().execute(status -> issue(advisory, version, signed, alert));
    }

    private static Alert checked(byte[] signed) {
        CapReading reading = CapReader.read(signed);
        Alert alert = reading.alert();
        if (alert == null || !reading.accepted()) throw new NotIssued(NotIssued.Fault.NOT_ACCEPTED);
        if (!(Signatures.check(reading) instanceof Verified)) throw new NotIssued(NotIssued.Fault.NOT_SIGNED);
        boolean warning = alert.messageType() == MessageType.ALERT
                || alert.messageType() == MessageType.UPDATE
                || alert.messageType() == MessageType.CANCEL;
        if (!warning) throw new NotIssued(NotIssued.Fault.NOT_A_WARNING);
        return alert;
    }

    private Issued issue(String advisory, int version, byte[] signed, Alert alert) {
        JdbcClient client = database.client();
        client.sql("insert into advisory (id, latest) values (?, 0) on conflict do nothing")
                .param(advisory)
                .update();
        // The write lock, so that two versions cannot be issued side by side.
        client.sql("update advisory set latest = latest where id = ?")
                .param(advisory)
                .update();
        Standing standing = client.sql("select number, latest, withdrawn from advisory where id = ?")
                .param(advisory)
                .query((row, i) -> new Standing(row.getLong(1), row.getInt(2), row.getInt(3) == 1))
                .single();
        // Workers take up nothing of it meanwhile, so that none goes on with what this version replaces.
        if (database.dialect() == Dialect.POSTGRESQL) {
            client.sql("select pg_advisory_xact_lock(?)")
                    .param(standing.number())
                    .query()
                    .singleRow();
        }
        byte[] known = client.sql("select original from message where advisory = ? and version = ?")
                .params(standing.number(), version)
                .query((row, i) -> row.getBytes(1))
                .optional()
                .orElse(null);
        if (known != null) {
            if (!Arrays.equals(known, signed)) throw new NotIssued(NotIssued.Fault.CONTRADICTS);
            return new Issued(0, 0, 0, true);
        }
        check(standing, version, alert);
        Urgency urgency = urgency(client, standing, alert);
        Instant now = time.now();
        keep(client, standing, version, signed, alert, urgency, now);
        supersede(client, standing, alert, now);
        Map<Long, Set<String>> holders = holders(client, standing, version);
        List<Recipient> recipients = new Recipients(database).of(alert, standing.number(), holders, now);
        return plan(standing, version, urgency, recipients, holders, now);
    }

    /// Where an advisory stands before this message.
    private record Standing(long number, int latest, boolean withdrawn) {}

    /// How fast it goes out, and until when.
    private record Urgency(int rank, Instant expires) {}

    private static void check(Standing standing, int version, Alert alert) {
        if (standing.withdrawn()) throw new NotIssued(NotIssued.Fault.WITHDRAWN);
        if (version != standing.latest() + 1) throw new NotIssued(NotIssued.Fault.NOT_NEXT);
        if ((version == 1) != (alert.messageType() == MessageType.ALERT)) {
            throw new NotIssued(NotIssued.Fault.WRONG_TYPE);
        }
    }

    /// A withdrawal is as urgent, and worth sending as long, as what it withdraws.
    private Urgency urgency(JdbcClient client, Standing standing, Alert alert) {
        if (alert.messageType() == MessageType.CANCEL) {
            return client.sql("select min(rank), max(expires_at) from message where advisory = ?")
                    .param(standing.number())
                    .query((row, i) -> new Urgency(row.getInt(1), Instant.ofEpochMilli(row.getLong(2))))
                    .single();
        }
        Instant expires = expires(alert);
        if (time.isPast(expires)) throw new NotIssued(NotIssued.Fault.EXPIRED);
        return new Urgency(rank(alert), expires);
    }

    private static Instant expires(Alert alert) {
        Instant last = null;
        for (Alert.Info info : alert.infos()) {
            if (info.expires() == null) throw new NotIssued(NotIssued.Fault.NOT_A_WARNING);
            Instant expires = info.expires().toInstant();
            if (last == null || expires.isAfter(last)) last = expires;
        }
        if (last == null) throw new NotIssued(NotIssued.Fault.NOT_A_WARNING);
        return last;
    }

    /// 0 for extreme and immediate, 1 for extreme or severe, 2 for the rest.
    static int rank(Alert alert) {
        int rank = 2;
        for (Alert.Info info : alert.infos()) {
            boolean extreme = info.severity() == Alert.Severity.EXTREME;
            if (extreme && info.urgency() == Alert.Urgency.IMMEDIATE) return 0;
            if (extreme || info.severity() == Alert.Severity.SEVERE) rank = 1;
        }
        return rank;
    }

    private static void keep(
            JdbcClient client,
            Standing standing,
            int version,
            byte[] signed,
            Alert alert,
            Urgency urgency,
            Instant now) {
        boolean cancel = alert.messageType() == MessageType.CANCEL;
        client.sql("insert into message (advisory, version, kind, original, issued_at, expires_at, rank, exercise)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        standing.number(),
                        version,
                        alert.messageType().name(),
                        signed,
                        now.toEpochMilli(),
                        urgency.expires().toEpochMilli(),
                        urgency.rank(),
                        alert.status() == Alert.Status.ACTUAL ? 0 : 1)
                .update();
        client.sql("update advisory set latest = ?, withdrawn = ? where number = ?")
                .params(version, cancel ? 1 : 0, standing.number())
                .update();
    }

    /// What has not been sent of earlier versions never will be.
    private static void supersede(JdbcClient client, Standing standing, Alert alert, Instant now) {
        boolean cancel = alert.messageType() == MessageType.CANCEL;
        client.sql("update delivery set state = ?, done_at = ? where advisory = ?"
                        + " and state in ('PLANNED', 'RETRY', 'UNSURE', 'STANDBY')")
                .params(cancel ? "WITHDRAWN" : "SUPERSEDED", now.toEpochMilli(), standing.number())
                .update();
        client.sql("update delivery set state = 'SENT' where advisory = ? and state = 'AWAITING'")
                .param(standing.number())
                .update();
        if (cancel) {
            client.sql("update alarm set closed_at = ?, closed_by = 'WITHDRAWN' where advisory = ?"
                            + " and closed_at is null")
                    .params(now.toEpochMilli(), standing.number())
                    .update();
        }
    }

    /// Who has, or may have, an earlier version, and on which channels.
    private static Map<Long, Set<String>> holders(JdbcClient client, Standing standing, int version) {
        Map<Long, Set<String>> holders = new LinkedHashMap<>();
        if (version == 1) return holders;
        client.sql("select distinct subscriber, channel from delivery where advisory = ? and version < ?"
                        + " and (state in ('SENT', 'LEASED') or perhaps = 1)")
                .params(standing.number(), version)
                .query(row -> {
                    holders.computeIfAbsent(row.getLong(1), k -> new LinkedHashSet<>())
                            .add(row.getString(2));
                });
        return holders;
    }

    private Issued plan(
            Standing standing,
            int version,
            Urgency urgency,
            List<Recipient> recipients,
            Map<Long, Set<String>> holders,
            Instant now) {
        List<Row> rows = new ArrayList<>();
        int silent = 0;
        for (Recipient recipient : recipients) {
            List<Row> own = rows(recipient, holders.get(recipient.number()));
            rows.addAll(own);
            if (!own.isEmpty()) continue;
            silent++;
            Alarms.raise(database, Alarms.Kind.NO_CHANNEL, standing.number(), recipient.number(), now);
        }
        JdbcTemplate template = new JdbcTemplate(database.source());
        template.batchUpdate(
                "insert into delivery (advisory, version, subscriber, channel, preference, endpoint, rank, state,"
                        + " next_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
                BATCH,
                (statement, row) -> row.fill(statement, standing, version, urgency, now));
        return new Issued(recipients.size(), rows.size(), silent, false);
    }

    /// One who has nothing yet is sent on the channel she prefers, the others standing by. One who
    /// has an earlier version is sent wherever she has it.
    private static List<Row> rows(Recipient recipient, @Nullable Set<String> has) {
        List<Row> rows = new ArrayList<>();
        boolean follows = has != null && recipient.routes().stream().anyMatch(route -> has.contains(route.channel()));
        for (int i = 0; i < recipient.routes().size(); i++) {
            Recipient.Route route = recipient.routes().get(i);
            boolean now = follows ? has != null && has.contains(route.channel()) : i == 0;
            rows.add(new Row(recipient.number(), route, i, now));
        }
        return rows;
    }

    private record Row(long subscriber, Recipient.Route route, int preference, boolean now) {
        void fill(PreparedStatement statement, Standing standing, int version, Urgency urgency, Instant at)
                throws SQLException {
            statement.setLong(1, standing.number());
            statement.setInt(2, version);
            statement.setLong(3, subscriber);
            statement.setString(4, route.channel());
            statement.setInt(5, preference);
            statement.setLong(6, route.endpoint());
            statement.setInt(7, urgency.rank());
            statement.setString(8, now ? "PLANNED" : "STANDBY");
            statement.setLong(9, at.toEpochMilli());
        }
    }

    /// Countries whose people alone can be concerned; null where anybody can.
    static @Nullable Set<String> countries(Alert alert) {
        Targets targets = Targets.of(alert);
        return targets.world() || targets.hasPlaceWithoutCountry() ? null : targets.countries();
    }
}
