package waywarden.delivery;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import waywarden.delivery.channel.Channel;
import waywarden.delivery.channel.Outcome;

/// Sends what was issued, on every channel side by side: takes rows in hand under a lease, sends each
/// with its key, writes down what came of it. Killed at any moment, the next one goes on; what was in
/// hand then may have been sent, and is sent again with the same key.
///  The promise: every delivery is attempted at least once; its effect is once where the channel has a
/// key; elsewhere an uncertain outcome may show as one more copy.
public final class DeliveryWorker implements AutoCloseable {

    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Secrets secrets;
    private final List<Lane> lanes = new ArrayList<>();
    private final Map<String, Lane> byName = new HashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    private DeliveryWorker(Secrets secrets) {
        this.secrets = secrets;
    }

    /// Starts it.
    ///
    /// @param channels each by its own name; they are the caller's to close, after this
    public static DeliveryWorker start(
            Database database,
            Secrets secrets,
            List<? extends Channel> channels,
            WorkerSettings settings,
            Timekeeper time,
            Bell bell) {
        DeliveryWorker worker = new DeliveryWorker(secrets);
        Messages messages = new Messages(database);
        Letters letters = new Letters(messages, secrets, settings.site());
        for (Channel channel : channels) {
            SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
            Outbox outbox = new Outbox(database, messages, channel.name(), channel.limits(), settings, time, random);
            Pace pace = new Pace(channel.limits(), time, random.split());
            Duration deadline = settings.lease().dividedBy(2);
            Lane lane = new Lane(channel, outbox, pace, letters, time, worker.senders, deadline);
            worker.lanes.add(lane);
            worker.byName.put(channel.name(), lane);
            worker.start("delivery-" + channel.name(), () -> lane.run(settings.idle()));
        }
        Escalation escalation = new Escalation(database, settings, time, bell);
        worker.start("delivery-escalation", () -> sweep(escalation));
        return worker;
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void start(String name, Work work) {
        threads.add(Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static void sweep(Escalation escalation) throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                escalation.turn();
            } catch (DataAccessException | TransactionException e) {
                // The database does not answer; the next sweep does what this one did not.
                Thread.onSpinWait();
            }
            Thread.sleep(SWEEP);
        }
    }

    /// Says something in a chat at the pace of the deliveries there, once its turn has come.
    Outcome say(String channel, String endpoint, TelegramBot.Saying saying) throws InterruptedException {
        Lane lane = byName.get(channel);
        if (lane == null) throw new IllegalArgumentException("no channel " + channel + " is worked here");
        return lane.say(Subscriptions.endpoint(secrets, channel, endpoint), saying);
    }

    /// Looks now instead of at the next idle look; to be called once a message was issued.
    public void wake() {
        lanes.forEach(Lane::wake);
    }

    /// Whether every lane reaches the database.
    public boolean isHealthy() {
        return lanes.stream().noneMatch(Lane::hasFailed) && threads.stream().allMatch(Thread::isAlive);
    }

    /// Stops. What is under way is let finish for a while; what it came to is written down.
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            // The lanes first: what one has just taken up it still hands to the senders.
            for (Thread thread : threads) thread.join(CLOSING);
            lanes.forEach(Lane::giveBack);
            senders.shutdown();
            if (!senders.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) senders.shutdownNow();
            lanes.forEach(Lane::writeDown);
        } catch (InterruptedException e) {
            senders.shutdownNow();
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException e) {
            // Their leases lapse, and the next worker takes them over.
            senders.shutdownNow();
        }
    }
}
