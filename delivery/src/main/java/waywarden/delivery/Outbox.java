package waywarden.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import waywarden.delivery.Course.Around;
import waywarden.delivery.Course.Step;
import waywarden.delivery.Job.Done;
import waywarden.delivery.Pace.Hold;
import waywarden.delivery.Subscriber.Kind;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.Outcome;

/// The rows of one channel as its lane works them: taken in hand under a lease, and what came of each
/// written down. Every statement that changes a row names the attempt it belongs to, so that a worker
/// which lost its lease changes nothing any more.
final class Outbox {

    private static final String DUE = "('PLANNED', 'RETRY', 'UNSURE')";
    private static final int MOST_BLOCKED = 300;
    private static final int RANKS = 3;
    private static final int LOOKS = 5;

    private final Database database;
    private final JdbcClient client;
    private final JdbcTemplate template;
    private final Messages messages;
    private final String channel;
    private final Limits limits;
    private final WorkerSettings settings;
    private final Timekeeper time;
    private final RandomGenerator random;

    /// This worker's name in leases; another one after every start.
    private volatile String worker = UUID.randomUUID().toString();

    Outbox(
            Database database,
            Messages messages,
            String channel,
            Limits limits,
            WorkerSettings settings,
            Timekeeper time,
            RandomGenerator random) {
        this.database = database;
        this.client = database.client();
        this.template = new JdbcTemplate(database.source());
        this.messages = messages;
        this.channel = channel;
        this.limits = limits;
        this.settings = settings;
        this.time = time;
        this.random = random;
    }

    /// Whether there is anything to take in hand. Reads only.
    boolean isDue() {
        long now = time.now().toEpochMilli();
        for (int rank = 0; rank < RANKS; rank++) {
            boolean due = !client.sql("select 1 from delivery where channel = ? and rank = ? and state in " + DUE
                            + " and next_at <= ? limit 1")
                    .params(channel, rank, now)
                    .query(Integer.class)
                    .list()
                    .isEmpty();
            if (due) return true;
        }
        return !client.sql("select 1 from delivery where " + LAPSED + " limit 1")
                .params(lapsed(now))
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    /// A lease further ahead than any is given was written by a clock that went wrong.
    private static final String LAPSED =
            "channel = ? and state = 'LEASED' and leased_by <> ? and (lease_until <= ? or lease_until > ?)";

    private Object[] lapsed(long now) {
        return new Object[] {channel, worker, now, now + 2 * settings.lease().toMillis()};
    }

    /// One turn: writes down what came of what was done, and takes up what may be sent now, the most
    /// urgent first.
    List<Job> turn(List<Done> done, List<Hold> holds, int room, Pace pace) {
        return database.transactions().execute(status -> {
            Instant now = time.now();
            if (!done.isEmpty()) record(done, now);
            for (Hold hold : holds) keep(hold, now);
            if (room == 0) return List.of();
            takeOver(now);
            return take(room, pace, now);
        });
    }

    /// What its leases are under now.
    String name() {
        return worker;
    }

    /// After a turn that failed it is not known whether what it took up was committed. Under a new name
    /// such rows lapse like those of another worker.
    void rename() {
        worker = UUID.randomUUID().toString();
    }

    // --- taking in hand ---

    /// What a worker had in hand that is no more: it may have been sent.
    private void takeOver(Instant now) {
        Object[] lapsed = lapsed(now.toEpochMilli());
        Object[] at = new Object[lapsed.length + 1];
        at[0] = now.toEpochMilli();
        System.arraycopy(lapsed, 0, at, 1, lapsed.length);
        int lost = template.update(
                "insert into attempt (delivery, number, at, outcome, reason) select id, attempts, ?, 'LOST',"
                        + " 'WORKER_LOST' from delivery where " + LAPSED + " on conflict do nothing",
                at);
        if (lost == 0) return;
        template.update(
                "update delivery set perhaps = 1, next_at = ?, reason = 'WORKER_LOST', leased_by = null,"
                        + " lease_until = null, state = case"
                        + " when version = (select latest from advisory a where a.number = delivery.advisory)"
                        + " then 'UNSURE'"
                        + " when (select withdrawn from advisory a where a.number = delivery.advisory) = 1"
                        + " then 'WITHDRAWN' else 'SUPERSEDED' end where " + LAPSED,
                at);
    }

    private List<Job> take(int room, Pace pace, Instant now) {
        List<Job> taken = new ArrayList<>();
        List<Job> left = new ArrayList<>();
        Map<Job, State> ends = new HashMap<>();
        Map<Long, Optional<Standing>> standings = new HashMap<>();
        for (int rank = 0; rank < RANKS; rank++) {
            for (int look = 0; look < LOOKS && taken.size() < room; look++) {
                int asked = room - taken.size();
                List<Candidate> found = candidates(rank, asked, pace.blocked(), now, taken, left);
                for (Candidate candidate : found) {
                    Job job = candidate.job();
                    Standing standing = standings
                            .computeIfAbsent(job.advisory(), this::settled)
                            .orElse(null);
                    State end = standing == null ? null : end(candidate, standing);
                    if (end != null) ends.put(job, end);
                    if (standing == null || end != null) left.add(job);
                    else if (pace.take(job.endpoint())) taken.add(job);
                }
                // Else all that is due was seen; another look leaves out what was turned away.
                if (found.size() < asked) break;
            }
        }
        close(ends, now);
        lease(taken, now);
        return taken;
    }

    /// Where an advisory stands, for as long as this transaction lasts: none while a version of it is
    /// being issued. Rows that were in hand meanwhile are due again without that version's knowing.
    private Optional<Standing> settled(long advisory) {
        boolean held = database.dialect() == Dialect.SQLITE
                || client.sql("select pg_try_advisory_xact_lock_shared(?)")
                        .param(advisory)
                        .query(Boolean.class)
                        .single();
        return held ? Optional.of(standing(advisory)) : Optional.empty();
    }

    /// @param reached  whether an earlier version was, or may have been, sent here
    /// @param answered whether she has answered this version
    private record Candidate(Job job, boolean reached, boolean answered) {}

    /// Why it is not sent at all; null if it is.
    private @Nullable State end(Candidate candidate, Standing standing) {
        Job job = candidate.job();
        Messages.Message message = messages.of(job.advisory(), job.version());
        boolean cancel = message.isCancel();
        State over = Course.over(new Around(
                standing.latest() > job.version(),
                standing.withdrawn(),
                candidate.answered() && !cancel,
                time.isPast(message.expires())));
        if (over != null) return over;
        // Who never had it need not hear that it is withdrawn.
        return cancel && !candidate.reached() ? State.WITHDRAWN : null;
    }

    private List<Candidate> candidates(
            int rank, int most, Set<Long> blocked, Instant now, List<Job> taken, List<Job> left) {
        String without =
                blocked.stream().limit(MOST_BLOCKED).map(String::valueOf).collect(Collectors.joining(", "));
        String already = java.util.stream.Stream.concat(taken.stream(), left.stream())
                .map(job -> String.valueOf(job.id()))
                .collect(Collectors.joining(", "));
        return template.query(
                "select d.id, d.advisory, d.version, d.subscriber, d.endpoint, d.rank, d.attempts, d.perhaps,"
                        + " d.first_at, s.kind, s.profile,"
                        + " (select a.sealed from address a where a.subscriber = d.subscriber and a.channel = d.channel"
                        + " and a.ended is null) as sealed,"
                        + " (select e.reference from delivery e where " + EARLIER + " and e.reference is not null"
                        + " order by e.version desc limit 1) as earlier,"
                        + " (select count(*) from delivery e where " + EARLIER
                        + " and (e.state in ('SENT', 'AWAITING') or e.perhaps = 1)) as reached,"
                        + " (select count(*) from answer n where n.advisory = d.advisory"
                        + " and n.subscriber = d.subscriber and n.version >= d.version) as answered"
                        + " from delivery d join subscriber s on s.number = d.subscriber"
                        + " where d.channel = ? and d.rank = ? and d.state in " + DUE + " and d.next_at <= ?"
                        + (without.isEmpty() ? "" : " and d.endpoint not in (" + without + ")")
                        + (already.isEmpty() ? "" : " and d.id not in (" + already + ")")
                        // In order: nothing of a later version while an earlier one is in somebody's hand. Counted,
                        // because "not exists" is planned as a join of all that is due with all that is leased.
                        + " and (select count(*) from delivery e where " + EARLIER + " and e.state = 'LEASED') = 0"
                        + " order by d.next_at, d.id limit ?"
                        + (database.dialect() == Dialect.POSTGRESQL ? " for update of d skip locked" : ""),
                (row, i) -> candidate(row, now),
                channel,
                rank,
                now.toEpochMilli(),
                most);
    }

    private static final String EARLIER =
            "e.advisory = d.advisory and e.subscriber = d.subscriber and e.channel = d.channel and e.version < d.version";

    private Candidate candidate(ResultSet row, Instant now) throws SQLException {
        long first = row.getLong("first_at");
        Job job = new Job(
                row.getLong("id"),
                row.getLong("advisory"),
                row.getInt("version"),
                row.getLong("subscriber"),
                row.getLong("endpoint"),
                row.getInt("rank"),
                row.getInt("attempts") + 1,
                row.getInt("perhaps") == 1,
                first == 0 ? now : Instant.ofEpochMilli(first),
                Kind.valueOf(row.getString("kind")),
                row.getString("profile"),
                row.getBytes("sealed"),
                row.getString("earlier"),
                worker,
                time.nanos());
        return new Candidate(job, row.getInt("reached") > 0, row.getInt("answered") > 0);
    }

    private void close(Map<Job, State> ends, Instant now) {
        ends.forEach((job, end) -> template.update(
                "update delivery set state = ?, done_at = ? where id = ?", end.name(), now.toEpochMilli(), job.id()));
    }

    /// In one statement: the rows are this transaction's already, so each is as it was read.
    private void lease(List<Job> jobs, Instant now) {
        if (jobs.isEmpty()) return;
        String rows = jobs.stream().map(job -> String.valueOf(job.id())).collect(Collectors.joining(", "));
        template.update(
                "update delivery set state = 'LEASED', attempts = attempts + 1, lease_until = ?, leased_by = ?,"
                        + " first_at = coalesce(first_at, ?) where id in (" + rows + ")",
                now.plus(settings.lease()).toEpochMilli(),
                worker,
                now.toEpochMilli());
    }

    /// Whether a job that waited may still be sent: the row is ours, nothing newer was issued, she has
    /// not answered and the warning has not ended.
    boolean isStillWanted(Job job) {
        Messages.Message message = messages.of(job.advisory(), job.version());
        return !time.isPast(message.expires())
                && !client.sql("select 1 from delivery d join advisory a on a.number = d.advisory where d.id = ?"
                                + " and d.state = 'LEASED' and d.leased_by = ? and d.attempts = ?"
                                + " and a.latest = d.version"
                                + (message.isCancel() ? "" : " and not " + ANSWERED))
                        .params(job.id(), job.worker(), job.attempt())
                        .query(Integer.class)
                        .list()
                        .isEmpty();
    }

    private static final String ANSWERED = "exists (select 1 from answer n where n.advisory = d.advisory"
            + " and n.subscriber = d.subscriber and n.version >= d.version)";

    /// The rows among these whose reader has answered.
    private Set<Long> answered(List<Done> done) {
        String rows = done.stream().map(one -> String.valueOf(one.job().id())).collect(Collectors.joining(", "));
        return new HashSet<>(client.sql("select d.id from delivery d where d.id in (" + rows + ") and " + ANSWERED)
                .query(Long.class)
                .list());
    }

    // --- writing down ---

    /// An attempt and what follows from it.
    private record Written(Job job, @Nullable Outcome outcome, Step step) {}

    private void record(List<Done> done, Instant now) {
        Map<Long, Standing> standings = new HashMap<>();
        Set<Long> answered = answered(done);
        List<Written> written = new ArrayList<>(done.size());
        for (Done one : done) {
            Job job = one.job();
            Standing standing = standings.computeIfAbsent(job.advisory(), this::standing);
            Messages.Message message = messages.of(job.advisory(), job.version());
            Around around = new Around(
                    standing.latest() > job.version(),
                    standing.withdrawn(),
                    !message.isCancel() && answered.contains(job.id()),
                    time.isPast(message.expires()));
            Step step = Course.after(job, one.outcome(), around, limits, settings.answerWait(), now, random);
            written.add(new Written(job, one.outcome(), step));
        }
        Set<Attempt> ours = update(written, now);
        log(written, now);
        for (Written one : written) {
            // A row may be here twice: lost to another worker, and taken up again before the first came back.
            if (ours.contains(new Attempt(one.job().id(), one.job().attempt()))) follow(one, now);
            else late(one, now);
        }
    }

    private record Standing(int latest, boolean withdrawn) {}

    private Standing standing(long advisory) {
        return client.sql("select latest, withdrawn from advisory where number = ?")
                .param(advisory)
                .query((row, i) -> new Standing(row.getInt(1), row.getInt(2) == 1))
                .single();
    }

    private record Attempt(long delivery, int number) {}

    /// Writes down many rows in one statement, which the server plans and answers once.
    ///
    /// @return those that were still this worker's
    private Set<Attempt> update(List<Written> written, Instant now) {
        Set<Attempt> ours = new HashSet<>();
        for (int from = 0; from < written.size(); from += AT_ONCE) {
            List<Written> some = written.subList(from, Math.min(written.size(), from + AT_ONCE));
            List<@Nullable Object> values = new ArrayList<>(some.size() * 8 + 1);
            for (Written one : some) {
                Step step = one.step();
                values.add(one.job().id());
                values.add(one.job().worker());
                values.add(one.job().attempt());
                values.add(step.state().name());
                values.add(step.at().toEpochMilli());
                values.add(step.perhaps() ? 1 : 0);
                values.add(step.reference());
                values.add(step.reason());
            }
            values.add(now.toEpochMilli());
            ours.addAll(template.query(
                    "with done (id, worker, attempt, state, at, perhaps, reference, reason) as (values "
                            + String.join(", ", Collections.nCopies(some.size(), ROW))
                            + ") update delivery set state = done.state, next_at = done.at, perhaps = done.perhaps,"
                            + " reference = coalesce(done.reference, delivery.reference), reason = done.reason,"
                            + " done_at = ?, lease_until = null, leased_by = null from done"
                            + " where delivery.id = done.id and delivery.state = 'LEASED'"
                            + " and delivery.leased_by = done.worker and delivery.attempts = done.attempt"
                            + " returning delivery.id, delivery.attempts",
                    (row, i) -> new Attempt(row.getLong(1), row.getInt(2)),
                    values.toArray()));
        }
        return ours;
    }

    private static final int AT_ONCE = 250;

    /// With types, which PostgreSQL cannot guess for a list of values.
    private static final String ROW = "(cast(? as bigint), cast(? as text), cast(? as integer), cast(? as text),"
            + " cast(? as bigint), cast(? as integer), cast(? as text), cast(? as text))";

    private void log(List<Written> written, Instant now) {
        List<Written> attempts =
                written.stream().filter(one -> one.outcome() != null).toList();
        if (attempts.isEmpty()) return;
        template.batchUpdate(
                "insert into attempt (delivery, number, at, outcome, reason) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                attempts,
                attempts.size(),
                (statement, one) -> {
                    statement.setLong(1, one.job().id());
                    statement.setInt(2, one.job().attempt());
                    statement.setLong(3, now.toEpochMilli());
                    statement.setString(4, outcome(one.outcome()));
                    statement.setString(5, one.step().reason());
                });
    }

    private static String outcome(@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> "HELD_BACK";
            case Outcome.Sent sent -> "SENT";
            case Outcome.NotNow notNow -> "NOT_NOW";
            case Outcome.Unsure unsure -> "UNSURE";
            case Outcome.Refused refused -> "REFUSED";
        };
    }

    /// The lease had lapsed. That it was sent is worth knowing all the same: it spares a second copy.
    private void late(Written one, Instant now) {
        if (!(one.outcome() instanceof Outcome.Sent sent)) return;
        template.update(
                "update delivery set state = 'SENT', reference = ?, done_at = ? where id = ? and state = 'UNSURE'",
                sent.reference(),
                now.toEpochMilli(),
                one.job().id());
    }

    private void follow(Written one, Instant now) {
        if (one.step().addressEnded() && one.job().sealed() != null) {
            template.update(
                    "update address set ended = ? where subscriber = ? and channel = ? and sealed = ?",
                    one.step().reason(),
                    one.job().subscriber(),
                    channel,
                    one.job().sealed());
        }
        if (one.step().nextChannel()) {
            NextChannel.open(
                    database,
                    one.job().advisory(),
                    one.job().version(),
                    one.job().subscriber(),
                    Alarms.Kind.NO_CHANNEL,
                    now);
        }
    }

    // --- holds ---

    private void keep(Hold hold, Instant now) {
        client.sql("insert into hold (channel, endpoint, until, failures, reason) values (?, ?, ?, ?, ?)"
                        + " on conflict (channel, endpoint) do update set until = excluded.until,"
                        + " failures = excluded.failures, reason = excluded.reason")
                .params(channel, hold.endpoint(), now.plus(hold.left()).toEpochMilli(), hold.failures(), hold.reason())
                .update();
    }

    /// Holds that outlived the worker which met them. None is believed for longer than a day, for a
    /// clock may have gone wrong.
    List<Hold> holds() {
        long now = time.now().toEpochMilli();
        client.sql("delete from hold where channel = ? and until <= ?")
                .params(channel, now)
                .update();
        return client.sql("select endpoint, until, failures, reason from hold where channel = ?")
                .param(channel)
                .query((row, i) -> new Hold(
                        row.getLong(1),
                        Duration.ofMillis(Math.min(
                                row.getLong(2) - now, Duration.ofDays(1).toMillis())),
                        row.getInt(3),
                        row.getString(4)))
                .list();
    }
}
