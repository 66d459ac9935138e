package waywarden.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.telegram.TelegramApi;
import waywarden.delivery.channel.telegram.TelegramChannel;
import waywarden.delivery.channel.telegram.TelegramInbox;

/// Hears what people write to the bot, for as long as the service runs. Only one may listen for a bot:
/// Telegram gives each thing to whoever asks first.
public final class TelegramListener implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    /// More than these that wait for their turn are not said; what was asked for is done all the same.
    private static final int MOST_WAITING = 1_000;

    private static final int TRIES = 3;

    private final Subscriptions subscriptions;
    private final Acknowledgements acknowledgements;
    private final TelegramApi api;
    private final int waitSeconds;
    private final DeliveryWorker worker;
    private final BlockingQueue<Reply> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<Thread> threads;

    private record Reply(long chat, TelegramBot.Saying saying) {}

    private TelegramListener(
            Subscriptions subscriptions,
            Acknowledgements acknowledgements,
            TelegramApi api,
            int waitSeconds,
            DeliveryWorker worker) {
        this.subscriptions = subscriptions;
        this.acknowledgements = acknowledgements;
        this.api = api;
        this.waitSeconds = waitSeconds;
        this.worker = worker;
        threads = List.of(thread("telegram-bot", this::listen), thread("telegram-replies", this::reply));
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static Thread thread(String name, Work work) {
        return Thread.ofPlatform().name(name).daemon().unstarted(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Starts it.
    ///
    /// @param api         with a deadline well above the wait; the caller's to close, after this
    /// @param waitSeconds for something to come, in one request
    /// @param worker      whose pace in Telegram its replies keep; the caller's to close, after this
    public static TelegramListener start(
            Subscriptions subscriptions,
            Acknowledgements acknowledgements,
            TelegramApi api,
            int waitSeconds,
            DeliveryWorker worker) {
        TelegramListener listener = new TelegramListener(subscriptions, acknowledgements, api, waitSeconds, worker);
        listener.threads.forEach(Thread::start);
        return listener;
    }

    /// Until the database fails. Then what was not done is asked for anew: a new inbox has told Telegram
    /// of nothing it has seen, and everything a chat can ask for may be done twice.
    private void listen() throws InterruptedException {
        TelegramInbox inbox = new TelegramInbox(api, waitSeconds);
        TelegramBot bot = new TelegramBot(
                subscriptions, acknowledgements, inbox, (chat, saying) -> waiting.offer(new Reply(chat, saying)));
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long begun = System.nanoTime();
                // Nothing and at once: Telegram does not answer, or does not hold the request open.
                if (bot.turn() == 0 && System.nanoTime() - begun < PAUSE.toNanos()) Thread.sleep(PAUSE);
            }
        } catch (DataAccessException | TransactionException e) {
            Thread.sleep(PAUSE);
        }
    }

    /// A reply is a courtesy: where it may have arrived it is not said twice, and after some refusals not at all.
    private void reply() throws InterruptedException {
        Reply reply = waiting.take();
        Outcome outcome = null;
        for (int i = 0; i < TRIES && (outcome == null || outcome instanceof Outcome.NotNow); i++) {
            outcome = worker.say(TelegramChannel.NAME, String.valueOf(reply.chat()), reply.saying());
        }
    }

    /// Whether it still listens.
    public boolean isHealthy() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) thread.join(CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
