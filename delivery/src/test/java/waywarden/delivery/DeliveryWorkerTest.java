package waywarden.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.testkit.Caps;
import waywarden.delivery.testkit.Databases;
import waywarden.delivery.testkit.Rig;
import waywarden.delivery.testkit.ScriptedChannel;

/// A worker that is closed in the midst of its work.
class DeliveryWorkerTest {

    @TempDir
    private Path folder;

    @Test
    void closingLetsLanesEndBeforeTheirSendersAndWritesDownWhatWasSent() throws InterruptedException {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> uncaught.add(fault));
        AtomicInteger sent = new AtomicInteger();
        ScriptedChannel channel = new ScriptedChannel("mail");
        channel.does(dispatch -> {
            sent.incrementAndGet();
            return new Outcome.Sent(dispatch.key());
        });
        try (Database database = Database.open(Databases.fresh(Dialect.SQLITE, folder))) {
            Timekeeper time = Timekeeper.of(database);
            Subscriptions subscriptions = new Subscriptions(database, Rig.secrets(), List.of(channel), time);
            database.transactions().executeWithoutResult(status -> {
                for (int i = 0; i < 50; i++) {
                    subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(i, "mail"));
                }
            });
            Deliveries deliveries = new Deliveries(database, time);
            for (int round = 0; round < 20; round++) {
                DeliveryWorker worker = DeliveryWorker.start(
                        database, Rig.secrets(), List.of(channel), WorkerSettings.at(null), time, alarm -> {});
                deliveries.issue(
                        "a" + round, 1, Caps.alert("w" + round, time.now()).signed());
                worker.wake();
                // Closed at another moment each time.
                Thread.sleep(Duration.ofMillis(2L * round));
                worker.close();
                int written = database.client()
                        .sql("select count(*) from delivery where state = 'SENT'")
                        .query(Integer.class)
                        .single();
                assertThat(written)
                        .as("written down after %d rounds", round + 1)
                        .isEqualTo(sent.get());
                int inHand = database.client()
                        .sql("select count(*) from delivery where state = 'LEASED'")
                        .query(Integer.class)
                        .single();
                assertThat(inHand).as("left in hand after %d rounds", round + 1).isZero();
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).isEmpty();
    }
}
