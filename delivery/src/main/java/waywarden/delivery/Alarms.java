package waywarden.delivery;

import java.time.Instant;
import java.util.List;
import waywarden.conversation.WaywardenException;

/// What the desk must look at until somebody does, or the warning has expired.
public final class Alarms {

    private final Database database;
    private final Timekeeper time;

    public Alarms(Database database, Timekeeper time) {
        this.database = database;
        this.time = time;
    }

    /// Why.
    public enum Kind {
        /// A person has no channel left on which to be told.
        NO_CHANNEL,
        /// She was told on every channel of hers and has not answered.
        NO_ANSWER,
        /// She needs help. This one never ends by itself.
        HELP
    }

    /// One that is open.
    ///
    /// @param subscriber her id
    /// @param rung       how often the desk was called so far
    public record Alarm(long number, Kind kind, String advisory, String subscriber, Instant since, int rung) {}

    /// Every open one, those who need help first, then the oldest.
    public List<Alarm> open() {
        return database.client()
                .sql(SELECT + " where l.closed_at is null order by case l.kind when 'HELP' then 0 else 1 end, l.since,"
                        + " l.id")
                .query((row, i) -> alarm(row))
                .list();
    }

    static final String SELECT = "select l.id, l.kind, a.id, s.id, l.since, l.rung from alarm l"
            + " join advisory a on a.number = l.advisory join subscriber s on s.number = l.subscriber";

    static Alarm alarm(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Alarm(
                row.getLong(1),
                Kind.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getInt(6));
    }

    /// Somebody has seen to it. Help is closed by `Acknowledgements`, with the person in mind.
    ///
    /// @param by who, as the desk names its people
    /// @throws NoSuchAlarm if none is open under the number
    public void close(long number, String by) {
        int closed = database.client()
                .sql(
                        "update alarm set closed_at = ?, closed_by = ? where id = ? and closed_at is null and kind <> 'HELP'")
                .params(time.now().toEpochMilli(), by, number)
                .update();
        if (closed == 0) throw new NoSuchAlarm();
    }

    static void raise(Database database, Kind kind, long advisory, long subscriber, Instant now) {
        database.client()
                .sql("insert into alarm (kind, advisory, subscriber, since, ring_at) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing")
                .params(kind.name(), advisory, subscriber, now.toEpochMilli(), now.toEpochMilli())
                .update();
    }

    /// No open alarm has this number, or it is one for help.
    public static final class NoSuchAlarm extends WaywardenException {
        private static final long serialVersionUID = 1L;

        NoSuchAlarm() {
            super("there is no open alarm of this number that is closed here");
        }
    }
}
