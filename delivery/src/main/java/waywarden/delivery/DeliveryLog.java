package waywarden.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the desk looks up: what was tried and what came of it, in sentences, where each delivery
/// stands, and what was given up and may be tried anew. Names people by their ids alone.
public final class DeliveryLog {

    private final Database database;
    private final Timekeeper time;

    public DeliveryLog(Database database, Timekeeper time) {
        this.database = database;
        this.time = time;
    }

    /// One attempt.
    ///
    /// @param id      later ones have greater ones
    /// @param outcome as the attempt log writes it: SENT, NOT_NOW, UNSURE, REFUSED or LOST
    /// @param reason  its kind and a code of the other side's; null if it was sent
    public record Attempt(
            long id,
            Instant at,
            String advisory,
            int version,
            String subscriber,
            String channel,
            int number,
            String outcome,
            @Nullable String reason) {

        /// “2026-05-03 10:02 UTC: tried mail, the server was busy (451). It is tried again.”
        public String says(Locale locale) {
            String when = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .format(at.atOffset(ZoneOffset.UTC));
            return Sayings.say(
                    "attempt." + outcome,
                    locale,
                    when,
                    Sayings.say("channel." + channel, locale),
                    Sayings.reason(reason, locale));
        }
    }

    private static final String ATTEMPTS =
            "select t.id, t.at, a.id, d.version, s.id, d.channel, t.number, t.outcome, t.reason"
                    + " from attempt t join delivery d on d.id = t.delivery join advisory a on a.number = d.advisory"
                    + " join subscriber s on s.number = d.subscriber";

    /// Attempts for one advisory before the one of this id, the newest first.
    public List<Attempt> ofAdvisory(String advisory, long before, int most) {
        return client().sql(ATTEMPTS + " where a.id = ? and t.id < ? order by t.id desc limit ?")
                .params(advisory, before, most)
                .query((row, i) -> attempt(row))
                .list();
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                row.getInt(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getString(8),
                row.getString(9));
    }

    /// Where one delivery stands.
    public record Standing(
            int version,
            String subscriber,
            String channel,
            State state,
            int attempts,
            @Nullable String reason) {

        /// “By mail: sent at the second attempt.”
        public String says(Locale locale) {
            return Sayings.say(
                    "state." + state,
                    locale,
                    Sayings.say("channel." + channel, locale),
                    String.valueOf(attempts),
                    Sayings.reason(reason, locale));
        }
    }

    /// Deliveries of an advisory, the latest version first, after so many of them.
    public List<Standing> standings(String advisory, long after, int most) {
        return client().sql("select d.version, s.id, d.channel, d.state, d.attempts, d.reason from delivery d"
                        + " join advisory a on a.number = d.advisory join subscriber s on s.number = d.subscriber"
                        + " where a.id = ? order by d.version desc, d.subscriber, d.preference"
                        + " limit ? offset ?")
                .params(advisory, most, after)
                .query((row, i) -> new Standing(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        State.valueOf(row.getString(4)),
                        row.getInt(5),
                        row.getString(6)))
                .list();
    }

    /// How many deliveries of a version are in which state.
    public Map<State, Integer> states(String advisory, int version) {
        Map<State, Integer> states = new EnumMap<>(State.class);
        client().sql("select d.state, count(*) from delivery d join advisory a on a.number = d.advisory"
                        + " where a.id = ? and d.version = ? group by d.state")
                .params(advisory, version)
                .query(row -> {
                    states.put(State.valueOf(row.getString(1)), row.getInt(2));
                });
        return states;
    }

    /// A delivery that was given up.
    ///
    /// @param number by which it is replayed
    public record DeadLetter(
            long number,
            String advisory,
            int version,
            String subscriber,
            String channel,
            int attempts,
            String reason,
            Instant since) {

        /// “Given up by mail after 4 attempts: the address has ended (550).”
        public String says(Locale locale) {
            return new Standing(version, subscriber, channel, State.DEAD, attempts, reason).says(locale);
        }
    }

    /// What was given up, the newest first.
    public List<DeadLetter> deadLetters(int most) {
        return client().sql("select d.id, a.id, d.version, s.id, d.channel, d.attempts, d.reason, d.done_at"
                        + " from delivery d join advisory a on a.number = d.advisory"
                        + " join subscriber s on s.number = d.subscriber where d.state = 'DEAD'"
                        + " order by d.done_at desc, d.id desc limit ?")
                .param(most)
                .query((row, i) -> new DeadLetter(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6),
                        row.getString(7) == null ? "" : row.getString(7),
                        Instant.ofEpochMilli(row.getLong(8))))
                .list();
    }

    /// Tries a dead letter anew, with the key it always had, so that whoever has it already is not
    /// given it twice where the channel has keys.
    ///
    /// @return false if it is none, or a newer version was issued, or the warning has ended
    public boolean replay(long number) {
        return client().sql("update delivery set state = 'PLANNED', next_at = ?, first_at = null, done_at = null"
                                + " where id = ? and state = 'DEAD'"
                                + " and version = (select latest from advisory a where a.number = delivery.advisory)"
                                + " and exists (select 1 from message m where m.advisory = delivery.advisory"
                                + " and m.version = delivery.version and m.expires_at > ?)")
                        .params(time.now().toEpochMilli(), number, time.now().toEpochMilli())
                        .update()
                > 0;
    }

    private JdbcClient client() {
        return database.client();
    }
}
