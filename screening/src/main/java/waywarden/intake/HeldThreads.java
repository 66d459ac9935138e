package waywarden.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds the messages of an export that is not in time order, and says them thread by thread in time
/// order at its end.
public final class HeldThreads {

    private final IntakeLimits limits;
    private final TranscriptSink sink;
    private final boolean newestFirst;
    private final Map<String, Transcript.Header> headers = new LinkedHashMap<>();
    private final Map<String, List<Utterance>> threads = new LinkedHashMap<>();
    private long held;

    /// @param newestFirst whether the format writes the newest message first; decides where the times do
    ///                    not tell
    public HeldThreads(IntakeLimits limits, TranscriptSink sink, boolean newestFirst) {
        this.limits = limits;
        this.sink = sink;
        this.newestFirst = newestFirst;
    }

    /// Says more of a thread; a thread without messages is never shown.
    public void header(Transcript.Header header) {
        headers.put(header.id(), header);
    }

    /// The message as it will be shown, cut at the limit; false where the file holds too many.
    public boolean say(String thread, Utterance utterance, long line) {
        if (held == limits.messages()) {
            sink.loss(line, Reason.of("too-many-messages", limits.messages()));
        }
        if (held++ >= limits.messages()) return false;
        String text = MessageLength.within(utterance.text(), limits, sink, line);
        Utterance within = new Utterance(utterance.at(), utterance.sender(), text, utterance.place());
        threads.computeIfAbsent(thread, id -> new ArrayList<>()).add(within);
        return true;
    }

    /// Hands everything held to the sink, threads in the order they were first met.
    public void finish() {
        threads.forEach((id, said) -> {
            Transcript.Header header = headers.get(id);
            if (header != null) sink.header(header);
            inTimeOrder(said, newestFirst).forEach(utterance -> sink.say(id, utterance));
        });
        threads.clear();
    }

    /// The messages in time order; those without a time stay beside the one they stood next to.
    public static List<Utterance> inTimeOrder(List<Utterance> said, boolean newestFirst) {
        List<Utterance> forward = runsBackwards(said, newestFirst) ? said.reversed() : said;
        TimeOrder order = new TimeOrder();
        Instant last = null;
        for (Utterance utterance : forward) {
            if (utterance.at() != null) last = utterance.at().toInstant();
            order.add(last);
        }
        return order.of(forward);
    }

    private static boolean runsBackwards(List<Utterance> said, boolean newestFirst) {
        int backwards = 0;
        @Nullable Instant previous = null;
        for (Utterance utterance : said) {
            if (utterance.at() == null) continue;
            Instant at = utterance.at().toInstant();
            if (previous != null) backwards += previous.compareTo(at);
            previous = at;
        }
        return backwards == 0 ? newestFirst : backwards > 0;
    }
}
