package waywarden.intake;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Gathers what a reader reads from one source, within the limits, and puts each thread in time order.
final class TranscriptCollector implements TranscriptSink {

    /// Most problems told of one source; more of them help no one and would grow with the file.
    private static final int MOST_PROBLEMS = 1_000;

    private final String source;
    private final IntakeLimits limits;
    private final LongConsumer messagesRead;
    private final Map<String, OpenThread> threads = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private long messages;
    private long problemsLeftOut;
    private boolean lossLeftOut;

    TranscriptCollector(String source, IntakeLimits limits, LongConsumer messagesRead) {
        this.source = source;
        this.limits = limits;
        this.messagesRead = messagesRead;
    }

    private static final class OpenThread {
        private Transcript.Header header;
        private final List<Utterance> utterances = new ArrayList<>();

        private OpenThread(Transcript.Header header) {
            this.header = header;
        }
    }

    @Override
    public void header(Transcript.Header header) {
        threads.computeIfAbsent(header.id(), id -> new OpenThread(header)).header = header;
    }

    @Override
    public void say(String threadId, Utterance utterance) {
        messages++;
        if (messages > limits.messages()) {
            if (messages == limits.messages() + 1) loss(0, Reason.of("too-many-messages", limits.messages()));
            return;
        }
        threads.computeIfAbsent(
                        threadId, id -> new OpenThread(new Transcript.Header(id, null, null, java.util.Set.of(), null)))
                .utterances
                .add(withinLength(utterance));
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
            if (!thread.utterances.isEmpty()) {
                transcripts.add(new Transcript(thread.header, source, inTimeOrder(thread.utterances)));
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

    private record Timed(@Nullable OffsetDateTime at, Utterance utterance) {}

    /// A message without a time goes where the one before it goes.
    private List<Utterance> inTimeOrder(List<Utterance> utterances) {
        List<Timed> timed = new ArrayList<>(utterances.size());
        OffsetDateTime last = null;
        long backwards = 0;
        for (Utterance utterance : utterances) {
            OffsetDateTime at = utterance.at() == null ? last : utterance.at();
            if (last != null && at != null && at.isBefore(last)) backwards++;
            timed.add(new Timed(at, utterance));
            last = at;
        }
        if (backwards == 0) return utterances;
        note(0, Reason.of("times-reordered", backwards));
        timed.sort(Comparator.comparing(
                Timed::at, Comparator.nullsFirst(Comparator.comparing(OffsetDateTime::toInstant))));
        return timed.stream().map(Timed::utterance).toList();
    }
}
