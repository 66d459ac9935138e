package waywarden.delivery;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import waywarden.delivery.Alarms.Alarm;

/// What time alone brings about: a warning ends, nobody has answered, the desk has not come.
final class Escalation {

    private static final int AT_A_TIME = 500;

    private final Database database;
    private final JdbcClient client;
    private final WorkerSettings settings;
    private final Timekeeper time;
    private final Bell bell;

    Escalation(Database database, WorkerSettings settings, Timekeeper time, Bell bell) {
        this.database = database;
        this.client = database.client();
        this.settings = settings;
        this.time = time;
        this.bell = bell;
    }

    /// Does all that is due.
    void turn() {
        end();
        unanswered();
        ring();
    }

    private record Version(long advisory, int version, long expires) {}

    /// Nothing of a warning that has ended is waited for any more.
    private void end() {
        long now = time.now().toEpochMilli();
        List<Version> holding = client.sql(
                        "select advisory, version, expires_at from message where holds = 1 order by expires_at limit ?")
                .param(AT_A_TIME)
                .query((row, i) -> new Version(row.getLong(1), row.getInt(2), row.getLong(3)))
                .list();
        for (Version version : holding) {
            if (!time.isPast(Instant.ofEpochMilli(version.expires()))) return;
            database.transactions().executeWithoutResult(status -> end(version, now));
        }
    }

    private void end(Version version, long now) {
        client.sql("update delivery set state = 'EXPIRED', done_at = ? where advisory = ? and version = ?"
                        + " and state in ('PLANNED', 'RETRY', 'UNSURE', 'STANDBY')")
                .params(now, version.advisory(), version.version())
                .update();
        client.sql("update delivery set state = 'SENT' where advisory = ? and version = ? and state = 'AWAITING'")
                .params(version.advisory(), version.version())
                .update();
        client.sql("update message set holds = 0 where advisory = ? and version = ?")
                .params(version.advisory(), version.version())
                .update();
        client.sql("update alarm set closed_at = ?, closed_by = 'EXPIRED' where advisory = ? and kind <> 'HELP'"
                        + " and closed_at is null and exists (select 1 from advisory a where a.number = alarm.advisory"
                        + " and a.latest = ?)")
                .params(now, version.advisory(), version.version())
                .update();
    }

    /// @param asked whether an answer is still looked for: it is the latest version and has none
    private record Waiting(long id, long advisory, int version, long subscriber, boolean asked) {}

    private void unanswered() {
        long now = time.now().toEpochMilli();
        String due = "select id, advisory, version, subscriber, version = (select latest from advisory a"
                + " where a.number = delivery.advisory) and not exists (select 1 from answer n"
                + " where n.advisory = delivery.advisory and n.subscriber = delivery.subscriber"
                + " and n.version >= delivery.version) as asked from delivery where state = 'AWAITING'"
                + " and next_at <= ? order by next_at limit ?";
        if (client.sql(due).params(now, 1).query().listOfRows().isEmpty()) return;
        database.transactions().executeWithoutResult(status -> {
            List<Waiting> waiting = client.sql(due + database.dialect().skippingLocked())
                    .params(now, AT_A_TIME)
                    .query((row, i) -> new Waiting(
                            row.getLong(1), row.getLong(2), row.getInt(3), row.getLong(4), row.getBoolean(5)))
                    .list();
            for (Waiting one : waiting) {
                client.sql("update delivery set state = 'SENT' where id = ?")
                        .param(one.id())
                        .update();
                if (!one.asked()) continue;
                NextChannel.open(
                        database,
                        one.advisory(),
                        one.version(),
                        one.subscriber(),
                        Alarms.Kind.NO_ANSWER,
                        Instant.ofEpochMilli(now));
            }
        });
    }

    /// The desk is called for every open alarm, again and again. It is noted first, so that a bell that
    /// fails is rung again at its next time and not in a frenzy.
    private void ring() {
        long now = time.now().toEpochMilli();
        List<Alarm> due = client.sql(
                        Alarms.SELECT + " where l.closed_at is null and l.ring_at <= ? order by l.id limit ?")
                .params(now, AT_A_TIME)
                .query((row, i) -> Alarms.alarm(row))
                .list();
        for (Alarm alarm : due) {
            client.sql("update alarm set rung = rung + 1, ring_at = ? where id = ?")
                    .params(now + settings.ringAgain().toMillis(), alarm.number())
                    .update();
            bell.ring(alarm);
        }
    }
}
