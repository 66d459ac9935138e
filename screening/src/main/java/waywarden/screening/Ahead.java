package waywarden.screening;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.screening.Screener.Glance;

/// Glances at messages in their order, worked out by several threads ahead of the one that asks for them; what comes
/// out is the same as with one. Not more is ahead than a few thousand messages or half a million characters.
///
/// A thread that finds nothing worked out works itself, so that no processor waits while there is work. Whoever asks
/// is not stopped by an interruption, and is interrupted when all is closed.
public final class Ahead implements AutoCloseable {

    private static final int BATCH_MESSAGES = 64;
    private static final int BATCH_CHARACTERS = 1 << 15;
    private static final int CHARACTERS_AHEAD = 1 << 19;
    private static final int BATCHES_FOR_EACH = 8;

    /// What is left for the thread that asks is about a quarter of all, so that more would wait for it.
    private static final int MOST_HELPERS = 4;

    private final Function<Message, Glance> look;
    private final Iterator<Message> messages;
    private final int mostBatches;
    private final ExecutorService helpers = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("waywarden-ahead-", 1).factory());

    /// In the order of the messages; all below is guarded by `this`.
    private final Deque<Batch> batches = new ArrayDeque<>();

    private int charactersAhead;
    private boolean ended;

    /// The thread that asks; it is told so at the end.
    private boolean wasInterrupted;

    /// The one that is being handed out, by the thread that asks.
    private Batch current = new Batch(List.of(), 0);

    private int handedOut;

    /// @param look     safe for use by several threads
    /// @param messages asked by one thread at a time
    /// @param threads  so many beside the one that asks; 0 for none
    Ahead(Function<Message, Glance> look, Iterator<Message> messages, int threads) {
        this.look = look;
        this.messages = messages;
        int most = Math.min(threads, MOST_HELPERS);
        this.mostBatches = 1 + most * BATCHES_FOR_EACH;
        for (int i = 0; i < most; i++) this.helpers.execute(this::help);
    }

    /// Some messages that follow each other.
    private static final class Batch {
        private final List<Message> messages;
        private final List<Glance> glances;
        private final int characters;
        /// Why there are fewer glances than messages, or why no more messages follow.
        private @Nullable Throwable fault;

        private boolean done;

        Batch(List<Message> messages, int characters) {
            this.messages = messages;
            this.glances = new ArrayList<>(messages.size());
            this.characters = characters;
        }
    }

    /// The messages of all these conversations, none held that has been asked for.
    static Iterator<Message> inTurn(List<Conversation> conversations) {
        Iterator<Conversation> all = conversations.iterator();
        return new Iterator<>() {
            private Iterator<Message> one = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!one.hasNext() && all.hasNext())
                    one = all.next().messages().iterator();
                return one.hasNext();
            }

            @Override
            public Message next() {
                if (!hasNext()) throw new NoSuchElementException();
                return one.next();
            }
        };
    }

    /// The next message's glance.
    ///
    /// @throws NoSuchElementException after the last
    /// @throws RuntimeException what reading the message or looking at it threw
    public Glance next() {
        while (handedOut == current.glances.size()) {
            rethrow(current.fault);
            Batch next = nextBatch();
            if (next == null) throw new NoSuchElementException();
            current = next;
            handedOut = 0;
        }
        return current.glances.get(handedOut++);
    }

    private static void rethrow(@Nullable Throwable fault) {
        if (fault instanceof RuntimeException unchecked) throw unchecked;
        if (fault instanceof Error error) throw error;
    }

    /// Works instead of waiting as long as there is work.
    private @Nullable Batch nextBatch() {
        while (true) {
            Batch mine;
            synchronized (this) {
                mine = isFirstDone() ? null : claim();
                // What is waited for is being worked at and comes soon.
                while (mine == null && !batches.isEmpty() && !isFirstDone()) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        wasInterrupted = true;
                    }
                }
                if (mine == null) return taken();
            }
            work(mine);
        }
    }

    private boolean isFirstDone() {
        Batch first = batches.peek();
        return first != null && first.done;
    }

    /// The first batch, so that there is room for another.
    private @Nullable Batch taken() {
        Batch first = batches.poll();
        if (first != null) charactersAhead -= first.characters;
        notifyAll();
        return first;
    }

    private void help() {
        while (true) {
            Batch mine;
            synchronized (this) {
                mine = claim();
                while (mine == null && !ended) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        // All is being closed.
                        return;
                    }
                    mine = claim();
                }
            }
            if (mine == null) return;
            work(mine);
        }
    }

    /// The next messages to be looked at; null where there are none, or for now too many are ahead. Called with
    /// the lock held: messages are read one after the other.
    private @Nullable Batch claim() {
        if (ended || batches.size() >= mostBatches) return null;
        if (!batches.isEmpty() && charactersAhead >= CHARACTERS_AHEAD) return null;
        List<Message> read = new ArrayList<>(BATCH_MESSAGES);
        int characters = 0;
        Throwable fault = null;
        try {
            while (read.size() < BATCH_MESSAGES && characters < BATCH_CHARACTERS && messages.hasNext()) {
                Message message = messages.next();
                read.add(message);
                characters += message.text().length();
            }
            ended = !messages.hasNext();
        } catch (RuntimeException | Error e) {
            fault = e;
            ended = true;
        }
        if (ended) notifyAll();
        if (read.isEmpty() && fault == null) return null;
        Batch batch = new Batch(read, characters);
        batch.fault = fault;
        batches.add(batch);
        charactersAhead += characters;
        return batch;
    }

    private void work(Batch batch) {
        try {
            for (Message message : batch.messages) batch.glances.add(look.apply(message));
        } catch (RuntimeException | Error e) {
            batch.fault = e;
        }
        synchronized (this) {
            batch.done = true;
            notifyAll();
        }
    }

    /// Ends the work; what is ahead is lost.
    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        helpers.close();
        if (wasInterrupted) Thread.currentThread().interrupt();
    }
}
