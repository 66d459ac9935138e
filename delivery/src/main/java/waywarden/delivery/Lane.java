package waywarden.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import waywarden.delivery.Job.Done;
import waywarden.delivery.Pace.Hold;
import waywarden.delivery.channel.Channel;
import waywarden.delivery.channel.Dispatch;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.Kind;
import waywarden.delivery.channel.Outcome.Reason;

/// One channel at work. A turn writes down what was done and takes up what may be sent, in one
/// transaction, and hands it to threads that send; those only send, and report here.
final class Lane {

    /// Older than this, a job is looked up again before it is sent.
    private static final Duration FRESH = Duration.ofMillis(200);

    private final Channel channel;
    private final Outbox outbox;
    private final Pace pace;
    private final Letters letters;
    private final Timekeeper time;
    private final Executor senders;
    private final Duration deadline;
    private final ConcurrentLinkedQueue<Done> done = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Hold> holds = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean failed;
    private volatile boolean closing;
    private final Semaphore bell = new Semaphore(0);

    /// @param deadline after a job was taken, beyond which it must not be begun
    Lane(
            Channel channel,
            Outbox outbox,
            Pace pace,
            Letters letters,
            Timekeeper time,
            Executor senders,
            Duration deadline) {
        this.channel = channel;
        this.outbox = outbox;
        this.pace = pace;
        this.letters = letters;
        this.time = time;
        this.senders = senders;
        this.deadline = deadline;
        outbox.holds().forEach(pace::restore);
    }

    /// @return how many were taken up or written down
    int turn() {
        List<Done> finished = drained(done);
        List<Hold> held = drained(holds);
        int room = pace.room(channel.limits().parallel() - underWay.get());
        if (finished.isEmpty() && held.isEmpty() && (room == 0 || !outbox.isDue())) return 0;
        List<Job> jobs;
        try {
            jobs = outbox.turn(finished, held, room, pace);
        } catch (RuntimeException e) {
            done.addAll(finished);
            holds.addAll(held);
            outbox.rename();
            throw e;
        }
        for (Job job : jobs) {
            underWay.incrementAndGet();
            senders.execute(() -> send(job));
        }
        return finished.size() + jobs.size();
    }

    /// What is in hand and not yet begun is given back instead of sent.
    void giveBack() {
        closing = true;
    }

    /// Writes down what was done, and takes up nothing.
    void writeDown() {
        outbox.turn(drained(done), drained(holds), 0, pace);
    }

    private static <T> List<T> drained(ConcurrentLinkedQueue<T> queue) {
        List<T> all = new ArrayList<>();
        for (T one = queue.poll(); one != null; one = queue.poll()) all.add(one);
        return all;
    }

    private void send(Job job) {
        Outcome outcome = null;
        try {
            outcome = attempt(job);
        } catch (InterruptedException e) {
            // The worker is closing: whether it went out is not known.
            outcome = new Outcome.Unsure(Reason.of(Kind.WORKER_LOST));
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A fault of ours must not lose the row; its text could hold the message, so only its kind is kept.
            outcome = new Outcome.Unsure(
                    new Reason(Kind.NOT_UNDERSTOOD, e.getClass().getSimpleName()));
        } finally {
            Hold hold = pace.done(job.endpoint(), outcome);
            if (hold != null) holds.add(hold);
            done.add(new Done(job, outcome));
            underWay.decrementAndGet();
            bell.release();
        }
    }

    private @Nullable Outcome attempt(Job job) throws InterruptedException {
        byte[] sealed = job.sealed();
        if (sealed == null) return new Outcome.Refused(Reason.of(Kind.ADDRESS_GONE), true);
        // Made before its turn, so that little comes between the turn and the sending.
        Dispatch dispatch = letters.of(job, channel.name(), sealed);
        return !closing && pace.awaitTurn(job.endpoint()) ? sent(job, dispatch) : null;
    }

    private @Nullable Outcome sent(Job job, Dispatch dispatch) throws InterruptedException {
        try {
            Duration age = time.since(job.taken());
            if (age.compareTo(deadline) > 0) return null;
            if (age.compareTo(FRESH) > 0 && !outbox.isStillWanted(job)) return null;
            return channel.send(dispatch);
        } finally {
            pace.answered(job.endpoint());
        }
    }

    /// Sends what is no delivery, such as a reply in a chat, in its turn among them; waits for that.
    ///
    /// @param endpoint whose pace it keeps
    Outcome say(long endpoint, TelegramBot.Saying saying) throws InterruptedException {
        Outcome outcome = null;
        pace.reserve(endpoint);
        try {
            while (!pace.awaitTurn(endpoint)) time.sleep(FRESH);
            try {
                outcome = saying.send();
                return outcome;
            } finally {
                pace.answered(endpoint);
            }
        } finally {
            Hold hold = pace.done(endpoint, outcome);
            if (hold != null) holds.add(hold);
            bell.release();
        }
    }

    /// Works until interrupted.
    void run(Duration idle) throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            if (worked()) continue;
            boolean rung = bell.tryAcquire(idle(idle).toNanos(), TimeUnit.NANOSECONDS);
            if (rung) bell.drainPermits();
        }
    }

    /// A database that does not answer is asked again later; nothing is lost by that.
    private boolean worked() {
        try {
            boolean worked = turn() > 0;
            failed = false;
            return worked;
        } catch (DataAccessException | TransactionException e) {
            failed = true;
            return false;
        }
    }

    /// Whether the last turn met a database that did not answer.
    boolean hasFailed() {
        return failed;
    }

    /// While a pace holds back what is due, the next turn is near.
    private Duration idle(Duration idle) {
        return pace.isWaiting() ? Duration.ofMillis(20) : idle;
    }

    void wake() {
        bell.release();
    }

    boolean isIdle() {
        return underWay.get() == 0 && done.isEmpty();
    }
}
