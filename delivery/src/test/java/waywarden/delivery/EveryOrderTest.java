package waywarden.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import waywarden.delivery.Job.Done;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.Kind;
import waywarden.delivery.channel.Outcome.Reason;
import waywarden.delivery.testkit.Caps;
import waywarden.delivery.testkit.Databases;
import waywarden.delivery.testkit.Rig;
import waywarden.delivery.testkit.ScriptedChannel;
import waywarden.delivery.testkit.VirtualTime;

/// Every order in which two workers can take up, send and write down the versions of one warning for one
/// person, two versions here and three with `-Dwaywarden.versions=3`: either of them dies at any step, attempts end in
/// every way, leases lapse at any step. What
/// can follow from where things stand is gone through once for each way they can stand, so that it ends.
///  One thing is taken as given: an attempt that was begun is over before half a lease has passed, which
/// the deadlines of all channels keep to.
class EveryOrderTest {

    private static final int VERSIONS = Integer.getInteger("waywarden.versions", 2);

    /// Half a lease and a little; twice as much is a lease that lapsed.
    private static final Duration PAST = Stage.SETTINGS.lease().dividedBy(2).plusSeconds(1);

    private static final Outcome BUSY = new Outcome.NotNow(Reason.of(Kind.BUSY), null, false);
    private static final Outcome UNSURE = new Outcome.Unsure(Reason.of(Kind.CONNECTION_LOST));
    private static final Outcome SENT = new Outcome.Sent("r");

    @TempDir
    private Path folder;

    private long nanos;

    private enum Hand {
        FREE,
        TAKEN,
        ON_ITS_WAY,
        DONE
    }

    /// @param outbox one for each life of the worker: it has the name that leases are under
    private record Worker(
            Outbox outbox,
            Hand hand,
            @Nullable Job job,
            @Nullable Outcome outcome) {}

    /// How everything stands.
    ///
    /// @param rows    of deliveries; the rest is as issued
    /// @param arrived the latest version that she was given; 0 for none
    private record Standing(
            List<Map<String, @Nullable Object>> rows,
            long nanos,
            List<Worker> workers,
            int issued,
            int arrived,
            @Nullable Standing before,
            String step) {

        /// One way to get here.
        String path() {
            return before == null ? step : before.path() + ", " + step;
        }
    }

    /// Goes one step on, and tells how things stand then.
    private interface Step {
        Standing take();
    }

    /// A withdrawal closes more than an update does; the long form goes through both.
    static List<Boolean> withdrawn() {
        return VERSIONS > 2 ? List.of(true, false) : List.of(true);
    }

    @ParameterizedTest
    @MethodSource("withdrawn")
    void nobodyIsGivenAnEarlierVersionAfterALaterOneInAnyOrder(boolean withdrawn) {
        Timekeeper keeper = new Timekeeper(this::now, () -> nanos, VirtualTime.BEGIN, duration -> {});
        Database database = Database.open(Databases.fresh(Dialect.SQLITE, folder));
        try (Stage stage = new Stage(database, new VirtualTime(), keeper, List.of(new ScriptedChannel("mail")))) {
            stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(1, "mail"));
            Caps first = Caps.alert("w-1", VirtualTime.BEGIN);
            List<byte[]> versions = new ArrayList<>(List.of(first.signed()));
            Caps latest = first;
            for (int version = 2; version <= VERSIONS; version++) {
                Instant sent = VirtualTime.BEGIN.plusSeconds(version);
                boolean withdraws = withdrawn && version == VERSIONS;
                latest = withdraws ? latest.cancelled("w-" + version, sent) : latest.updated("w-" + version, sent);
                versions.add(latest.signed());
            }
            Search search = new Search(stage, keeper, List.copyOf(versions));
            int standings = search.all();
            System.out.printf(
                    "ORDER every order of two workers and %d versions, the last %s: %d ways that things can stand,"
                            + " %d steps between them, 0 out of order%n",
                    VERSIONS, withdrawn ? "a withdrawal" : "an update", standings, search.steps);
            // Were the search cut short by a fault of its own, it would be far fewer.
            assertThat(standings).isGreaterThan(500);
        }
    }

    private Instant now() {
        return VirtualTime.BEGIN.plusNanos(nanos);
    }

    private final class Search {
        private final Stage stage;
        private final Timekeeper keeper;
        private final List<byte[]> versions;
        private final JdbcTemplate template;
        private final Map<Integer, Map<String, @Nullable Object>> messages = new HashMap<>();
        private final Map<Integer, Map<String, @Nullable Object>> advisories = new HashMap<>();

        private int steps;

        Search(Stage stage, Timekeeper keeper, List<byte[]> versions) {
            this.stage = stage;
            this.keeper = keeper;
            this.versions = versions;
            template = new JdbcTemplate(stage.database.source());
        }

        int all() {
            Set<String> known = new HashSet<>();
            Set<String> ends = new HashSet<>();
            Queue<Standing> open = new ArrayDeque<>();
            Standing begin = new Standing(rows(), 0, List.of(fresh(), fresh()), 0, 0, null, "begin");
            known.add(sign(begin));
            open.add(begin);
            while (!open.isEmpty()) {
                Standing at = open.remove();
                for (Step step : steps(at)) {
                    Standing next = undone(step);
                    steps++;
                    assertThat(next.arrived()).as(next.path()).isGreaterThanOrEqualTo(at.arrived());
                    if (known.add(sign(next))) open.add(next);
                }
                if (at.issued() > 0 && ends.add(rowsSign(at, List.of()) + at.arrived())) undone(() -> settled(at));
            }
            return known.size();
        }

        private Worker fresh() {
            RandomGenerator noWait = () -> 0; // before another attempt, so that a wait hides no order
            Messages read = new Messages(stage.database);
            Outbox outbox =
                    new Outbox(stage.database, read, "mail", ScriptedChannel.FAST, Stage.SETTINGS, keeper, noWait);
            return new Worker(outbox, Hand.FREE, null, null);
        }

        private Pace pace() {
            return new Pace(ScriptedChannel.FAST, keeper, () -> 0);
        }

        // --- the steps ---

        private List<Step> steps(Standing at) {
            List<Step> steps = new ArrayList<>();
            if (at.issued() < versions.size()) steps.add(() -> issued(at));
            boolean onItsWay = at.workers().stream().anyMatch(worker -> worker.hand() == Hand.ON_ITS_WAY);
            if (!onItsWay && at.issued() > 0) steps.add(() -> passed(at));
            for (int i = 0; i < at.workers().size(); i++) steps.addAll(steps(at, i));
            return steps;
        }

        private List<Step> steps(Standing at, int i) {
            Worker worker = at.workers().get(i);
            Job job = worker.job();
            if (job == null) return at.issued() == 0 ? List.of() : List.of(() -> turned(at, i, List.of(), 1));
            return switch (worker.hand()) {
                case FREE -> List.of();
                case TAKEN -> List.of(() -> begun(at, i, job), () -> died(at, i, at.arrived()));
                case ON_ITS_WAY ->
                    List.of(
                            () -> ended(at, i, job, SENT, true),
                            () -> ended(at, i, job, UNSURE, true),
                            () -> ended(at, i, job, UNSURE, false),
                            () -> ended(at, i, job, BUSY, false),
                            () -> died(at, i, job.version()),
                            () -> died(at, i, at.arrived()));
                case DONE -> {
                    List<Done> done = List.of(new Done(job, worker.outcome()));
                    yield List.of(
                            () -> turned(at, i, done, 0),
                            () -> turned(at, i, done, 1),
                            () -> died(at, i, at.arrived()));
                }
            };
        }

        private Standing issued(Standing at) {
            int version = at.issued() + 1;
            restore(at);
            stage.deliveries.issue("a", version, versions.get(version - 1));
            advisories.computeIfAbsent(
                    version,
                    v -> template.queryForList("select * from advisory").getFirst());
            messages.computeIfAbsent(
                    version,
                    v -> template.queryForList("select * from message where version = ?", version)
                            .getFirst());
            return new Standing(rows(), at.nanos(), at.workers(), version, at.arrived(), at, "issue " + version);
        }

        private Standing passed(Standing at) {
            long later = at.nanos() + PAST.toNanos();
            return new Standing(at.rows(), later, at.workers(), at.issued(), at.arrived(), at, "half a lease passes");
        }

        /// Writes down what was done and takes up what there is room for, as a lane does it.
        private Standing turned(Standing at, int i, List<Done> done, int room) {
            Worker worker = at.workers().get(i);
            restore(at);
            List<Job> jobs = worker.outbox().turn(done, List.of(), room, pace());
            Worker then = jobs.isEmpty()
                    ? new Worker(worker.outbox(), Hand.FREE, null, null)
                    : new Worker(worker.outbox(), Hand.TAKEN, jobs.getFirst(), null);
            String taken =
                    jobs.isEmpty() ? "nothing" : "version " + jobs.getFirst().version();
            return with(
                    at,
                    i,
                    then,
                    rows(),
                    at.arrived(),
                    (done.isEmpty() ? "" : "writes down and ") + "takes up " + taken);
        }

        /// As a lane does it before it sends: what it has had in hand for half a lease it leaves.
        private Standing begun(Standing at, int i, Job job) {
            Worker worker = at.workers().get(i);
            boolean stale = at.nanos() > job.taken();
            Worker then = new Worker(worker.outbox(), stale ? Hand.DONE : Hand.ON_ITS_WAY, job, null);
            return with(at, i, then, at.rows(), at.arrived(), stale ? "leaves it" : "begins");
        }

        private Standing ended(Standing at, int i, Job job, Outcome outcome, boolean arrives) {
            Worker then = new Worker(at.workers().get(i).outbox(), Hand.DONE, job, outcome);
            String step = (arrives ? "arrives, " : "") + outcome.getClass().getSimpleName();
            return with(at, i, then, at.rows(), arrives ? job.version() : at.arrived(), step);
        }

        private Standing died(Standing at, int i, int arrived) {
            return with(at, i, fresh(), at.rows(), arrived, "dies" + (arrived == at.arrived() ? "" : " as it arrives"));
        }

        private Standing with(
                Standing at, int i, Worker worker, List<Map<String, @Nullable Object>> rows, int arrived, String step) {
            List<Worker> workers = new ArrayList<>(at.workers());
            workers.set(i, worker);
            String who = (i == 0 ? "A " : "B ") + step;
            return new Standing(rows, at.nanos(), List.copyOf(workers), at.issued(), arrived, at, who);
        }

        // --- how things stand ---

        private List<Map<String, @Nullable Object>> rows() {
            return template.queryForList("select * from delivery order by version");
        }

        /// Takes a step and undoes it in the database, which so is always as it began, and waits for no disk.
        private Standing undone(Step step) {
            return stage.database.transactions().execute(status -> {
                status.setRollbackOnly();
                return step.take();
            });
        }

        /// Attempts written down are not put there: they count nothing.
        private void restore(Standing at) {
            nanos = at.nanos();
            if (at.issued() > 0) insert("advisory", advisories.get(at.issued()));
            for (int version = 1; version <= at.issued(); version++) insert("message", messages.get(version));
            for (Map<String, @Nullable Object> row : at.rows()) insert("delivery", row);
        }

        private void insert(String table, @Nullable Map<String, @Nullable Object> row) {
            Objects.requireNonNull(row);
            String places = String.join(", ", Collections.nCopies(row.size(), "?"));
            String columns = String.join(", ", row.keySet());
            template.update(
                    "insert into " + table + " (" + columns + ") values (" + places + ")",
                    row.values().toArray());
        }

        /// All that what follows can hang on, with the two workers in either order. How often something was
        /// tried is not among it, nor when.
        private String sign(Standing at) {
            String one = sign(at, at.workers());
            String other = sign(at, at.workers().reversed());
            return one.compareTo(other) < 0 ? one : other;
        }

        private String sign(Standing at, List<Worker> workers) {
            List<String> names = new ArrayList<>();
            StringBuilder sign = new StringBuilder(at.issued() + " " + at.arrived());
            for (Worker worker : workers) {
                names.add(worker.outbox().name());
                sign.append(" | ").append(worker.hand());
                Job job = worker.job();
                if (job == null) continue;
                boolean own = at.rows().stream()
                        .anyMatch(row -> Objects.equals(row.get("id"), (int) job.id())
                                && Objects.equals(row.get("attempts"), job.attempt())
                                && worker.outbox().name().equals(row.get("leased_by")));
                long age = Math.min(2, (at.nanos() - job.taken()) / PAST.toNanos());
                sign.append(job.version()).append(own).append(job.perhaps()).append(age);
                if (worker.outcome() != null)
                    sign.append(worker.outcome().getClass().getSimpleName());
            }
            return sign + rowsSign(at, names);
        }

        private String rowsSign(Standing at, List<String> names) {
            StringBuilder sign = new StringBuilder();
            for (Map<String, @Nullable Object> row : at.rows()) {
                sign.append(" | ").append(row.get("state")).append(row.get("perhaps"));
                sign.append(row.get("reference") != null);
                if (!(row.get("lease_until") instanceof Number until)) continue;
                long left = until.longValue() - VirtualTime.BEGIN.toEpochMilli() - at.nanos() / 1_000_000;
                sign.append(names.indexOf(row.get("leased_by"))).append(left <= 0 ? "lapsed" : left > 20_000);
            }
            return sign.toString();
        }

        /// However things stand: if both die now and one that works begins, everything comes to its end, and
        /// whoever was given anything, or should be, is given the last word.
        private Standing settled(Standing at) {
            restore(at);
            Outbox outbox = fresh().outbox();
            int arrived = at.arrived();
            for (int i = 0; i < 4; i++) {
                nanos += PAST.toNanos();
                for (Job job : outbox.turn(List.of(), List.of(), 1, pace())) {
                    assertThat(job.version()).as(at.path()).isGreaterThanOrEqualTo(arrived);
                    arrived = job.version();
                    outbox.turn(List.of(new Done(job, SENT)), List.of(), 0, pace());
                }
            }
            for (State open : List.of(State.PLANNED, State.RETRY, State.UNSURE, State.LEASED)) {
                assertThat(stage.count(open))
                        .as(open + " is left after " + at.path())
                        .isZero();
            }
            boolean withdrawn = stage.database
                            .client()
                            .sql("select withdrawn from advisory")
                            .query(Integer.class)
                            .single()
                    == 1;
            boolean unheard = withdrawn && at.arrived() == 0;
            if (!unheard)
                assertThat(arrived).as("the last word after " + at.path()).isEqualTo(at.issued());
            return at;
        }
    }
}
