package waywarden.delivery;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Opens the next of a person's channels that stands by, or calls the desk where none is left.
final class NextChannel {

    private NextChannel() {}

    /// @param otherwise what the desk is called for if no channel stands by and none is under way
    static void open(
            Database database, long advisory, int version, long subscriber, Alarms.Kind otherwise, Instant now) {
        JdbcClient client = database.client();
        int opened = client.sql("update delivery set state = 'PLANNED', next_at = ? where id = (select id from delivery"
                        + " where advisory = ? and version = ? and subscriber = ? and state = 'STANDBY'"
                        + " order by preference limit 1)")
                .params(now.toEpochMilli(), advisory, version, subscriber)
                .update();
        if (opened > 0) return;
        String alive = otherwise == Alarms.Kind.NO_CHANNEL
                ? "('PLANNED', 'RETRY', 'UNSURE', 'LEASED', 'SENT', 'AWAITING')"
                : "('PLANNED', 'RETRY', 'UNSURE', 'LEASED', 'AWAITING')";
        boolean hopeless = client.sql("select 1 from delivery where advisory = ? and version = ? and subscriber = ?"
                        + " and state in " + alive + " limit 1")
                .params(advisory, version, subscriber)
                .query(Integer.class)
                .list()
                .isEmpty();
        boolean latest = !client.sql("select 1 from advisory where number = ? and latest = ? and withdrawn = 0")
                .params(advisory, version)
                .query(Integer.class)
                .list()
                .isEmpty();
        if (hopeless && latest) Alarms.raise(database, otherwise, advisory, subscriber, now);
    }
}
