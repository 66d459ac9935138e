package waywarden.page;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import waywarden.conversation.Conversation;
import waywarden.screening.Screener;

/// Talks that are read while they are still being written to the shelf. Nothing of it is shown before they are there.
final class Early implements AutoCloseable {

    private volatile boolean isGivenUp;
    private final ExecutorService thread = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("waywarden-early").daemon().factory());
    private final Future<List<Course>> reading;

    /// Begins to read.
    Early(Screener with, List<Chat> chats, Course.Heard heard) {
        reading = thread.submit(() -> {
            List<Course> courses = new ArrayList<>();
            for (Chat chat : chats) {
                // Unpacked once, so that looks and talk are of the same messages.
                Conversation packed = chat.conversation();
                Conversation talk = Chat.with(packed, List.copyOf(packed.messages()));
                courses.add(Course.read(with, chat.key(), talk, () -> {
                    if (isGivenUp) throw new CancellationException();
                    heard.oneMore();
                }));
            }
            return courses;
        });
    }

    /// What has been read, by contact; waits for it. None where the reading failed: then it is done anew, and
    /// fails where it is noticed.
    List<Course> courses() {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /// Gives up what has not been read.
    @Override
    public void close() {
        isGivenUp = true;
        thread.close();
    }
}
