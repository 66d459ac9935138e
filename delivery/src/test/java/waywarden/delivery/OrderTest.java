package waywarden.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import waywarden.delivery.Job.Done;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.Kind;
import waywarden.delivery.channel.Outcome.Reason;
import waywarden.delivery.testkit.Caps;
import waywarden.delivery.testkit.Databases;
import waywarden.delivery.testkit.Rig;
import waywarden.delivery.testkit.ScriptedChannel;
import waywarden.delivery.testkit.VirtualTime;

/// Two workers, three versions, and anything that can come between: each step of taking, sending and
/// writing down in random order for every person, workers that die at any of them, clocks that leap by
/// an hour while they run and between their lives. Each person in a run is an interleaving of her own;
/// `-Dwaywarden.interleavings=100000` is the long form.
class OrderTest {

    private static final int INTERLEAVINGS = Integer.getInteger("waywarden.interleavings", 2_000);
    private static final int PEOPLE = 100;

    @TempDir
    private Path folder;

    private final Random random = new Random(3);
    private int crashes;
    private int leaps;
    private int unsure;
    private int copies;
    private int sent;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void nobodyIsGivenAnEarlierVersionAfterALaterOne(Dialect dialect) {
        if (!Databases.running().contains(dialect)) return;
        int runs = Math.max(2, (dialect == Dialect.SQLITE ? INTERLEAVINGS : INTERLEAVINGS / 10) / PEOPLE);
        for (int run = 0; run < runs; run++) run(dialect, run);
        System.out.printf(
                "ORDER %s: %d interleavings, %d crashes, %d leaps of the clock; %d uncertain outcomes, %d extra copies, 0 out of order%n",
                dialect, runs * PEOPLE, crashes, leaps, unsure, copies);
        assertThat(copies).isLessThanOrEqualTo(unsure);
        assertThat(sent).isGreaterThan(runs * PEOPLE / 2);
    }

    /// Side by side only on PostgreSQL: what is written down while a version is being issued knows
    /// nothing of it, and becomes due again.
    @Test
    void nothingIsTakenUpOfAWarningWhileAVersionOfItIsBeingIssued() {
        if (!Databases.running().contains(Dialect.POSTGRESQL)) return;
        VirtualTime time = new VirtualTime();
        try (Stage stage = new Stage(Databases.fresh(Dialect.POSTGRESQL, folder), time, new ScriptedChannel("mail"))) {
            stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(1, "mail"));
            Caps first = Caps.alert("w-1", VirtualTime.BEGIN);
            stage.deliveries.issue("a", 1, first.signed());
            Worker worker = new Worker(stage.database, time);
            time.pass(Duration.ofSeconds(1));
            Job job = worker.outbox.turn(List.of(), List.of(), 1, worker.pace).getFirst();
            Outcome busy = new Outcome.NotNow(Reason.of(Kind.BUSY), Duration.ZERO, false);
            List<Job> meanwhile = stage.database.transactions().execute(status -> {
                byte[] second =
                        first.updated("w-2", VirtualTime.BEGIN.plusSeconds(1)).signed();
                stage.deliveries.issue("a", 2, second);
                return CompletableFuture.supplyAsync(() -> {
                            worker.pace.done(job.endpoint(), busy);
                            worker.outbox.turn(List.of(new Done(job, busy)), List.of(), 0, worker.pace);
                            time.pass(Duration.ofHours(1));
                            return worker.outbox.turn(List.of(), List.of(), 1, worker.pace);
                        })
                        .join();
            });
            assertThat(meanwhile).isEmpty();
            assertThat(stage.count(State.RETRY)).isOne();
            assertThat(worker.outbox.turn(List.of(), List.of(), 2, worker.pace))
                    .extracting(Job::version)
                    .containsExactly(2);
            assertThat(stage.count(State.SUPERSEDED)).isOne();
        }
    }

    /// What the other side was given.
    private record Given(long subscriber, int version) {}

    private final class Worker {
        private final Database database;
        private final VirtualTime time;
        private final List<Job> taken = new ArrayList<>();
        private final List<Done> done = new ArrayList<>();
        private Outbox outbox;
        private Pace pace;
        private Timekeeper keeper;

        Worker(Database database, VirtualTime time) {
            this.database = database;
            this.time = time;
            keeper = keeper();
            begin();
        }

        /// A database server's clock is its own; the machines that leap are those of the workers.
        private Timekeeper keeper() {
            return database.dialect() == Dialect.SQLITE
                    ? Timekeeper.of(database, time::wall, time::nanos, time::pass)
                    : new Timekeeper(time::wall, time::nanos, VirtualTime.BEGIN.plus(time.elapsed()), time::pass);
        }

        /// After the machine's restart.
        void beginWithTheMachine() {
            keeper = keeper();
            begin();
        }

        void begin() {
            Limits limits = ScriptedChannel.FAST;
            SplittableRandom split = new SplittableRandom(random.nextLong());
            outbox = new Outbox(database, new Messages(database), "mail", limits, Stage.SETTINGS, keeper, split);
            pace = new Pace(limits, keeper, split);
            taken.clear();
            done.clear();
        }

        /// Writes down some of what it did, and takes up some more.
        void turn() {
            List<Done> some = new ArrayList<>(done.subList(0, random.nextInt(done.size() + 1)));
            done.removeAll(some);
            taken.addAll(outbox.turn(some, List.of(), random.nextInt(40), pace));
        }

        /// Sends some; a few outcomes stay unknown, a few fail.
        void send(List<Given> given) {
            int some = random.nextInt(taken.size() + 1);
            for (Job job : List.copyOf(taken.subList(0, some))) {
                taken.remove(job);
                Outcome outcome = null;
                if (outbox.isStillWanted(job)) outcome = outcome(job, given);
                pace.done(job.endpoint(), outcome);
                done.add(new Done(job, outcome));
            }
        }

        private Outcome outcome(Job job, List<Given> given) {
            int dice = random.nextInt(10);
            if (dice == 0) return new Outcome.NotNow(Reason.of(Kind.BUSY), null, false);
            if (dice > 1) given.add(new Given(job.subscriber(), job.version()));
            if (dice <= 2) return new Outcome.Unsure(Reason.of(Kind.NOT_UNDERSTOOD));
            return new Outcome.Sent("r" + job.id());
        }
    }

    private void run(Dialect dialect, int run) {
        VirtualTime time = new VirtualTime();
        List<Given> given = new ArrayList<>();
        try (Stage stage = new Stage(Databases.fresh(dialect, folder), time, new ScriptedChannel("mail"))) {
            stage.database.transactions().executeWithoutResult(status -> {
                for (int i = 0; i < PEOPLE; i++) {
                    stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(i, "mail"));
                }
            });
            Caps first = Caps.alert("w-1", VirtualTime.BEGIN);
            Caps second = first.updated("w-2", VirtualTime.BEGIN.plusSeconds(1));
            Caps third = random.nextBoolean()
                    ? second.cancelled("w-3", VirtualTime.BEGIN.plusSeconds(2))
                    : second.updated("w-3", VirtualTime.BEGIN.plusSeconds(2));
            List<byte[]> messages = List.of(first.signed(), second.signed(), third.signed());
            // SQLite has one process, and both of its workers read one clock, which goes on if one of them dies.
            List<Worker> workers = List.of(new Worker(stage.database, time), new Worker(stage.database, time));
            int issued = 0;
            for (int step = 0; step < 60 || issued < 3; step++) {
                Worker worker = workers.get(random.nextInt(2));
                switch (random.nextInt(12)) {
                    case 0 -> {
                        // Whoever issues reads the same clock too.
                        Deliveries deliveries = new Deliveries(stage.database, worker.keeper);
                        if (issued < 3) deliveries.issue("a", issued + 1, messages.get(issued++));
                    }
                    case 1 -> {
                        crashes++;
                        worker.begin();
                    }
                    case 2 -> time.pass(Duration.ofSeconds(random.nextInt(40)));
                    case 3 -> leap(time, workers);
                    case 4, 5, 6, 7 -> worker.turn();
                    default -> worker.send(given);
                }
            }
            settle(time, workers, given);
            judge(stage, given, run);
        }
    }

    /// The wall clock leaps. Workers that live on do not heed it; one that begins anew does, so both
    /// begin anew here now and then, as after a restart of the machine.
    private void leap(VirtualTime time, List<Worker> workers) {
        leaps++;
        time.leap(Duration.ofMinutes(random.nextBoolean() ? 60 : -60));
        if (random.nextBoolean()) workers.forEach(Worker::beginWithTheMachine);
    }

    private static void settle(VirtualTime time, List<Worker> workers, List<Given> given) {
        for (int i = 0; i < 400; i++) {
            for (Worker worker : workers) {
                worker.turn();
                worker.send(given);
            }
            if (i > 40) time.pass(Duration.ofSeconds(20));
        }
    }

    private void judge(Stage stage, List<Given> given, int run) {
        sent += given.size();
        Map<Long, Integer> latest = new HashMap<>();
        Map<Given, Integer> times = new HashMap<>();
        for (Given one : given) {
            int before = latest.getOrDefault(one.subscriber(), 0);
            assertThat(one.version())
                    .as("version after " + before + " in run " + run)
                    .isGreaterThanOrEqualTo(before);
            latest.put(one.subscriber(), one.version());
            times.merge(one, 1, Integer::sum);
        }
        times.values().forEach(count -> copies += count - 1);
        unsure += stage.database
                .client()
                .sql("select count(*) from attempt where outcome in ('UNSURE', 'LOST')")
                .query(Integer.class)
                .single();
        for (State open : List.of(State.PLANNED, State.RETRY, State.UNSURE, State.LEASED)) {
            assertThat(stage.count(open)).as("left in " + open).isZero();
        }
        // Whoever was given anything was given the last word too.
        latest.values().forEach(version -> assertThat(version).isEqualTo(3));
    }
}
