package waywarden.intake.wechat;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waywarden.intake.HeldThreads;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Reason;
import waywarden.intake.ThreadKey;
import waywarden.intake.Transcript;
import waywarden.intake.TranscriptSink;
import waywarden.intake.Utterance;

/// Gathers the records of a WeChat export, of whichever shape, into threads.
final class WeChatMessages {

    /// What exporters write for the owner where they have no name.
    private static final String OWNER = "我";

    private final TranscriptSink sink;
    private final HeldThreads threads;
    private final Map<String, String> titles = new HashMap<>();
    private final Set<String> met = new LinkedHashSet<>();
    private final Set<String> owner = new HashSet<>(Set.of(OWNER));
    private int system;

    WeChatMessages(IntakeLimits limits, TranscriptSink sink) {
        this.sink = sink;
        this.threads = new HeldThreads(limits, sink, false);
    }

    /// One record as the export has it.
    ///
    /// @param sender empty where the export names no one
    record Item(
            long line,
            String thread,
            String title,
            @Nullable OffsetDateTime at,
            boolean byOwner,
            String sender,
            WeChatKind kind,
            String content) {}

    void take(Item item) {
        String text = item.kind().text(item.content());
        if (text == null) {
            system++;
            return;
        }
        String sender = sender(item);
        if (sender.isEmpty()) {
            sink.loss(item.line(), Reason.of("no-sender"));
            return;
        }
        if (item.at() == null) sink.note(item.line(), Reason.of("time-unknown"));
        String thread = ThreadKey.of("wechat", item.thread());
        met.add(thread);
        if (!item.title().isBlank() && !item.byOwner()) titles.putIfAbsent(thread, item.title());
        threads.say(thread, new Utterance(item.at(), sender, text), item.line());
    }

    private String sender(Item item) {
        if (!item.byOwner()) return item.sender().strip();
        // The owner is one person, whatever name the export shows in each chat.
        return OWNER;
    }

    void finish() {
        for (String thread : met) {
            threads.header(new Transcript.Header(thread, "wechat", titles.get(thread), owner, null));
        }
        threads.finish();
        if (system > 0) sink.note(0, Reason.of("system-left-out", system));
    }
}
