package waywarden.intake;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import waywarden.packed.Pack;
import waywarden.packed.Packer;

/// Gathers what a reader reads from one source, within the limits, and puts each thread in time order.
final class TranscriptCollector implements TranscriptSink {

    /// Most problems told of one source; more of them help no one and would grow with the file.
    private static final int MOST_PROBLEMS = 1_000;

    private final String source;
    private final IntakeLimits limits;
    private final LongConsumer messagesRead;
    private final Pack pack;
    private final Map<String, OpenThread> threads = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable OpenThread current;
    private long messages;
    private long problemsLeftOut;
    private boolean lossLeftOut;

    /// @param pack where utterances lie
    TranscriptCollector(String source, IntakeLimits limits, LongConsumer messagesRead, Pack pack) {
        this.source = source;
        this.limits = limits;
        this.messagesRead = messagesRead;
        this.pack = pack;
    }

    private static final class OpenThread {
        private Transcript.Header header;
        private final Packer<Utterance> utterances;
        private @Nullable OffsetDateTime last;
        private long backwards;

        private OpenThread(Transcript.Header header, Pack pack) {
            this.header = header;
            this.utterances = new Packer<>(pack, UtterancePacking.WHOLE);
        }

        private void say(Utterance utterance) {
            OffsetDateTime at = utterance.at();
            if (at != null) {
                if (last != null && at.isBefore(last)) backwards++;
                last = at;
            }
            utterances.add(utterance);
        }
    }

    @Override
    public void header(Transcript.Header header) {
        threads.computeIfAbsent(header.id(), id -> new OpenThread(header, pack)).header = header;
    }

    @Override
    public void say(String threadId, Utterance utterance) {
        messages++;
        if (messages > limits.messages()) {
            if (messages == limits.messages() + 1) loss(0, Reason.of("too-many-messages", limits.messages()));
            return;
        }
        OpenThread thread = threads.computeIfAbsent(
                threadId, id -> new OpenThread(new Transcript.Header(id, null, null, java.util.Set.of(), null), pack));
        if (current != null && current != thread) current.utterances.flush();
        current = thread;
        thread.say(withinLength(utterance));
        messagesRead.accept(messages);
    }

    private Utterance withinLength(Utterance utterance) {
        int most = limits.messageChars();
        if (utterance.text().length() <= most) return utterance;
        loss(0, Reason.of("message-too-long", most, messages));
        int end = Character.isHighSurrogate(utterance.text().charAt(most - 1)) ? most - 1 : most;
        return new Utterance(
                utterance.at(), utterance.sender(), utterance.text().substring(0, end), utterance.place());
    }

    @Override
    public void loss(long line, Reason reason) {
        add(Problem.Severity.LOSS, line, reason);
    }

    @Override
    public void note(long line, Reason reason) {
        add(Problem.Severity.NOTE, line, reason);
    }

    private void add(Problem.Severity severity, long line, Reason reason) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(severity, source, line, reason));
        } else {
            problemsLeftOut++;
            lossLeftOut |= severity == Problem.Severity.LOSS;
        }
    }

    /// The threads in which something is said, each in time order.
    List<Transcript> transcripts() {
        List<Transcript> transcripts = new ArrayList<>();
        for (OpenThread thread : threads.values()) {
            if (thread.utterances.size() > 0) {
                transcripts.add(new Transcript(thread.header, source, inTimeOrder(thread)));
            }
        }
        return transcripts;
    }

    /// Everything to be said of the source; call after [#transcripts].
    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        if (problemsLeftOut > 0) {
            Problem.Severity severity = lossLeftOut ? Problem.Severity.LOSS : Problem.Severity.NOTE;
            all.add(new Problem(severity, source, 0, Reason.of("more-problems", problemsLeftOut)));
        }
        return all;
    }

    /// A message without a time goes where the one before it goes.
    private List<Utterance> inTimeOrder(OpenThread thread) {
        List<Utterance> utterances = thread.utterances.list();
        if (thread.backwards == 0) return utterances;
        note(0, Reason.of("times-reordered", thread.backwards));
        TimeOrder order = new TimeOrder();
        OffsetDateTime last = null;
        for (Utterance utterance : utterances) {
            if (utterance.at() != null) last = utterance.at();
            order.add(last == null ? null : last.toInstant());
        }
        return order.of(utterances);
    }
}
