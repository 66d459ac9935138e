package waywarden.intake;

import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts the messages of a text export of one chat together from their lines and hands them on, with a header that
/// names the thread by its first message and the owner by the words for "me".
public final class ThreadWriter {

    /// What a format does to the words of a whole message: placeholders, quotation marks.
    public interface Words {
        String uniform(String text);
    }

    private final String channel;
    private final @Nullable String title;
    private final TranscriptSink sink;
    private final Words words;
    private final MessageText text;
    private final Set<String> owners = new LinkedHashSet<>();
    private @Nullable String threadId;
    private @Nullable String sender;
    private @Nullable OffsetDateTime at;
    private boolean begun;
    private long before;

    public ThreadWriter(String channel, @Nullable String title, IntakeLimits limits, TranscriptSink sink, Words words) {
        this.channel = channel;
        this.title = title;
        this.sink = sink;
        this.words = words;
        this.text = new MessageText(limits);
    }

    /// A message begins, and so the one before it ends. A name of which nothing can be seen becomes `?`.
    public void begin(@Nullable OffsetDateTime time, String from, String firstLine) {
        interrupt();
        at = time;
        sender = from.isEmpty() ? "?" : from;
        text.begin(firstLine);
    }

    /// A line that belongs to no message ends the one before it.
    public void interrupt() {
        say();
        if (!begun && before > 0) sink.loss(1, Reason.of("text-before-first-message", before));
        begun = true;
    }

    /// A line that goes on with the message begun.
    public void line(String line) {
        if (sender != null) text.line(line);
        else if (!begun && !line.isBlank()) before++;
    }

    /// Whether a message has begun that a line could go on with.
    public boolean isOpen() {
        return sender != null;
    }

    public void finish() {
        say();
        if (threadId != null) sink.header(new Transcript.Header(threadId, channel, title, owners, null));
    }

    private void say() {
        String speaker = sender;
        sender = null;
        if (speaker == null) return;
        Utterance utterance = new Utterance(at, speaker, words.uniform(Marks.strip(text.whole())));
        if (OwnerWords.isOwner(speaker)) owners.add(speaker);
        if (threadId == null) {
            threadId = ThreadId.of(channel, utterance);
            sink.header(new Transcript.Header(threadId, channel, title, owners, null));
        }
        sink.say(threadId, utterance);
    }
}
