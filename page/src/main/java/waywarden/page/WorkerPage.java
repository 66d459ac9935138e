package waywarden.page;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import waywarden.page.server.PageServer;
import waywarden.page.store.Shelf;

/// The worker's page while it runs: the front door of this module.
public final class WorkerPage implements AutoCloseable {

    private static final int LONGEST_WRITE_SECONDS = 10;

    private final PageServer server;
    private final ExecutorService work;
    private final Shelf shelf;
    private final CountDownLatch ended;

    private WorkerPage(PageServer server, ExecutorService work, Shelf shelf, CountDownLatch ended) {
        this.server = server;
        this.work = work;
        this.shelf = shelf;
        this.ended = ended;
    }

    /// Serves what is on the shelf until she ends it or [#close] is called.
    ///
    /// @param port     0 for any that is free
    /// @param language to begin with; null for the browser's
    /// @throws IOException if the port is taken or the shelf cannot be read
    public static WorkerPage start(Shelf shelf, Means means, @Nullable String language, int port, Clock clock)
            throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        ExecutorService work = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("waywarden-work").daemon().factory());
        Book book = new Book(shelf, clock, new Guard(shelf, means.register()));
        if (!shelf.isLocked()) book.open();
        String spoken = language == null ? means.settings().language() : language;
        if (spoken != null) book.speaking(spoken);
        PageServer server = PageServer.start(port, base -> new Site(book, means, clock, base, work, ended::countDown));
        // What takes longest is made while she looks at the first page.
        work.execute(() -> {
            book.screener();
            if (shelf.isLocked()) return;
            book.catchUp();
            book.keep();
        });
        return new WorkerPage(server, work, shelf, ended);
    }

    public URI address() {
        return server.address();
    }

    public URI addressForOneUse() {
        return server.addressForOneUse();
    }

    /// Waits until she ends it.
    public void await() throws InterruptedException {
        ended.await();
        // The last page is still on its way to the browser.
        Thread.sleep(300);
    }

    @Override
    public void close() throws IOException {
        server.close();
        work.shutdownNow();
        // What is being written now must not meet what the next start on the same folder does.
        try {
            if (!work.awaitTermination(LONGEST_WRITE_SECONDS, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shelf.close();
    }
}
