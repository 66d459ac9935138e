package waywarden.delivery;

import java.time.Duration;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import waywarden.delivery.channel.telegram.TelegramApi;
import waywarden.delivery.channel.telegram.TelegramInbox;

/// Hears what people write to the bot, for as long as the service runs. Only one may listen for a bot:
/// Telegram gives each thing to whoever asks first.
public final class TelegramListener implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Thread thread;

    private TelegramListener(
            Subscriptions subscriptions, Acknowledgements acknowledgements, TelegramApi api, int wait) {
        thread = Thread.ofPlatform().name("telegram-bot").daemon().start(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) listen(subscriptions, acknowledgements, api, wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Starts it.
    ///
    /// @param api         with a deadline well above the wait; the caller's to close, after this
    /// @param waitSeconds for something to come, in one request
    public static TelegramListener start(
            Subscriptions subscriptions, Acknowledgements acknowledgements, TelegramApi api, int waitSeconds) {
        return new TelegramListener(subscriptions, acknowledgements, api, waitSeconds);
    }

    /// Until the database fails. Then what was not done is asked for anew: a new inbox has told Telegram
    /// of nothing it has seen, and everything a chat can ask for may be done twice.
    private static void listen(
            Subscriptions subscriptions, Acknowledgements acknowledgements, TelegramApi api, int wait)
            throws InterruptedException {
        TelegramBot bot = new TelegramBot(subscriptions, acknowledgements, new TelegramInbox(api, wait));
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

    /// Whether it still listens.
    public boolean isHealthy() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
