package waywarden.delivery;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Stay;
import waywarden.conversation.WaywardenException;
import waywarden.delivery.Tokens.Permit;

/// What people answer: that they have read, that they are safe, that they need help. Who asks in
/// numbers is told numbers; only those who see to a call for help learn whose it is.
public final class Acknowledgements {

    private final Database database;
    private final Tokens tokens;
    private final Timekeeper time;

    public Acknowledgements(Database database, Secrets secrets, Timekeeper time) {
        this.database = database;
        this.tokens = new Tokens(secrets);
        this.time = time;
    }

    /// What a token would do, for the page that asks her to confirm it. Changes nothing, so that a
    /// scanner that opens links does nothing.
    public Optional<Answer> ask(String token) {
        return tokens.read(token, time).map(Permit::answer);
    }

    /// Records the answer that a token allows; to be called for a POST alone. The same answer again
    /// changes nothing, another one takes its place.
    ///
    /// @param channel on which she answered, as the log tells it
    /// @return empty for a token that is forged, altered, ended, or of somebody who has left
    public Optional<Answer> accept(String token, String channel) {
        return tokens.read(token, time)
                .filter(permit -> record(permit, channel))
                .map(Permit::answer);
    }

    /// Whose token it is, for a channel that knows who presents it.
    Optional<String> owner(String token) {
        return tokens.read(token, time)
                .flatMap(permit -> database.client()
                        .sql("select id from subscriber where number = ?")
                        .param(permit.subscriber())
                        .query(String.class)
                        .optional());
    }

    private boolean record(Permit permit, String channel) {
        return Boolean.TRUE.equals(database.transactions().execute(status -> {
            JdbcClient client = database.client();
            // The write lock of this pair, so that two answers at once are one after the other.
            int there = client.sql("update subscriber set since = since where number = ? and left_at is null")
                    .param(permit.subscriber())
                    .update();
            boolean sent = !client.sql(
                            "select 1 from delivery where advisory = ? and subscriber = ? and version = ? limit 1")
                    .params(permit.advisory(), permit.subscriber(), permit.version())
                    .query(Integer.class)
                    .list()
                    .isEmpty();
            if (there == 0 || !sent) return false;
            keep(client, permit, channel);
            stop(client, permit);
            if (permit.answer() == Answer.HELP) askForHelp(client, permit);
            return true;
        }));
    }

    /// The answer to the latest version counts; an older one cannot undo it.
    private void keep(JdbcClient client, Permit permit, String channel) {
        client.sql("insert into answer (advisory, subscriber, version, answer, at, channel) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict (advisory, subscriber) do update set version = excluded.version,"
                        + " answer = excluded.answer, at = excluded.at, channel = excluded.channel"
                        + " where answer.version <= excluded.version"
                        + " and (answer.answer <> excluded.answer or answer.version < excluded.version)")
                .params(
                        permit.advisory(),
                        permit.subscriber(),
                        permit.version(),
                        permit.answer().name(),
                        time.now().toEpochMilli(),
                        channel)
                .update();
    }

    /// Who has answered is not told the same again on another channel, and the desk is not called.
    private void stop(JdbcClient client, Permit permit) {
        long now = time.now().toEpochMilli();
        client.sql("update delivery set state = 'STOPPED', done_at = ? where advisory = ? and subscriber = ?"
                        + " and version <= ? and state in ('PLANNED', 'RETRY', 'UNSURE', 'STANDBY')"
                        // A withdrawal is never held back.
                        + " and not exists (select 1 from message m where m.advisory = delivery.advisory"
                        + " and m.version = delivery.version and m.kind = 'CANCEL')")
                .params(now, permit.advisory(), permit.subscriber(), permit.version())
                .update();
        client.sql("update delivery set state = 'SENT' where advisory = ? and subscriber = ? and version <= ?"
                        + " and state = 'AWAITING'")
                .params(permit.advisory(), permit.subscriber(), permit.version())
                .update();
        client.sql("update alarm set closed_at = ?, closed_by = 'ANSWERED' where advisory = ? and subscriber = ?"
                        + " and kind <> 'HELP' and closed_at is null")
                .params(now, permit.advisory(), permit.subscriber())
                .update();
    }

    private void askForHelp(JdbcClient client, Permit permit) {
        client.sql("insert into help (advisory, subscriber, since) values (?, ?, ?) on conflict do nothing")
                .params(permit.advisory(), permit.subscriber(), time.now().toEpochMilli())
                .update();
        Alarms.raise(database, Alarms.Kind.HELP, permit.advisory(), permit.subscriber(), time.now());
    }

    /// How a warning was taken.
    ///
    /// @param sent    people who have it for certain on some channel
    /// @param answers of each kind
    /// @param silent  of those who have it, how many have not answered
    public record Counts(int sent, Map<Answer, Integer> answers, int silent) {
        public Counts {
            answers = Map.copyOf(answers);
        }

        /// How many gave it.
        public int of(Answer answer) {
            return answers.getOrDefault(answer, 0);
        }
    }

    public Counts counts(String advisory) {
        Tally tally = new Tally();
        taken(advisory, (profile, answer) -> tally.add(answer));
        return tally.counts();
    }

    /// The same by the country of each person's first stay. What is below the floor of `Headcount`
    /// is the caller's to withhold.
    public Map<String, Counts> byCountry(String advisory) {
        Map<String, Tally> tallies = new TreeMap<>();
        taken(advisory, (profile, answer) -> {
            Person person = profile.isEmpty() ? null : Profiles.read(profile);
            String country = person == null
                    ? ""
                    : person.stays().stream().map(Stay::country).findFirst().orElse("");
            tallies.computeIfAbsent(country, k -> new Tally()).add(answer);
        });
        Map<String, Counts> counts = new TreeMap<>();
        tallies.forEach((country, tally) -> counts.put(country, tally.counts()));
        return counts;
    }

    private interface Taken {
        void by(String profile, Optional<Answer> answer);
    }

    private void taken(String advisory, Taken each) {
        database.client()
                .sql("select s.profile, n.answer from advisory a join subscriber s on s.kind = 'PERSON' and exists"
                        + " (select 1 from delivery d where d.advisory = a.number and d.subscriber = s.number"
                        + " and d.state in ('SENT', 'AWAITING'))"
                        + " left join answer n on n.advisory = a.number and n.subscriber = s.number where a.id = ?")
                .param(advisory)
                .query(row -> {
                    each.by(
                            row.getString(1),
                            Optional.ofNullable(row.getString(2)).map(Answer::valueOf));
                });
    }

    private static final class Tally {
        private int sent;
        private int silent;
        private final Map<Answer, Integer> answers = new EnumMap<>(Answer.class);

        void add(Optional<Answer> answer) {
            sent++;
            if (answer.isPresent()) answers.merge(answer.get(), 1, Integer::sum);
            else silent++;
        }

        Counts counts() {
            return new Counts(sent, answers, silent);
        }
    }

    /// A call for help that nobody has closed.
    ///
    /// @param subscriber her id, for whoever may look up how to reach her
    public record OpenHelp(long number, String advisory, String subscriber, Instant since) {}

    /// Every open call, the oldest first. None ends by itself.
    public List<OpenHelp> openHelp() {
        return database.client()
                .sql("select h.id, a.id, s.id, h.since from help h join advisory a on a.number = h.advisory"
                        + " join subscriber s on s.number = h.subscriber where h.closed_at is null"
                        + " order by h.since, h.id")
                .query((row, i) -> new OpenHelp(
                        row.getLong(1), row.getString(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4))))
                .list();
    }

    /// Somebody has seen to it that she is helped.
    ///
    /// @param by who, as the desk names its people
    /// @throws NoSuchHelp if none is open under the number
    public void closeHelp(long number, String by) {
        database.transactions().executeWithoutResult(status -> {
            JdbcClient client = database.client();
            long now = time.now().toEpochMilli();
            int closed = client.sql("update help set closed_at = ?, closed_by = ? where id = ? and closed_at is null")
                    .params(now, by, number)
                    .update();
            if (closed == 0) throw new NoSuchHelp();
            client.sql("update alarm set closed_at = ?, closed_by = ? where kind = 'HELP' and closed_at is null and"
                            + " exists (select 1 from help h where h.id = ? and h.advisory = alarm.advisory and"
                            + " h.subscriber = alarm.subscriber)")
                    .params(now, by, number)
                    .update();
        });
    }

    /// No open call for help has this number.
    public static final class NoSuchHelp extends WaywardenException {
        private static final long serialVersionUID = 1L;

        NoSuchHelp() {
            super("there is no open call for help of this number");
        }
    }
}
