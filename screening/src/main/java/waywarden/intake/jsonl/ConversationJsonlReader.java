package waywarden.intake.jsonl;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Lines;
import waywarden.intake.MessageLength;
import waywarden.intake.Opening;
import waywarden.intake.Reason;
import waywarden.intake.Transcript;
import waywarden.intake.TranscriptSink;
import waywarden.intake.Utterance;
import waywarden.intake.WrittenTime;
import waywarden.intake.json.JsonRecords;

/// Reads Waywarden's own neutral format, one conversation a line; labels, where there are any, are passed over.
/// A line that is damaged costs that conversation only.
public final class ConversationJsonlReader implements ConversationReader {

    /// A line holds a whole conversation, so it may be this much longer than a line of text.
    private static final int LINES_IN_ONE = 16;

    @Override
    public String name() {
        return "Conversation JSONL";
    }

    @Override
    public boolean recognises(Opening opening) {
        String first = opening.text()
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
        return first.stripLeading().startsWith("{")
                && first.contains("\"messages\"")
                && first.contains("\"from\"")
                && first.contains("\"text\"")
                && (first.contains("\"contact\"") || first.contains("\"worker\""));
    }

    @Override
    public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        Set<String> ids = new HashSet<>();
        Messages messages = new Messages(limits, sink);
        try (Lines lines = Lines.of(export, longLines(limits), sink)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (line.isBlank()) continue;
                JsonNode conversation = JsonRecords.ofLine(line, lines.number(), limits, sink);
                if (conversation != null) messages.conversation(lines.number(), conversation, ids);
            }
        }
    }

    private static IntakeLimits longLines(IntakeLimits limits) {
        return new IntakeLimits(
                limits.fileBytes(),
                (int) Math.min(1 << 28, (long) limits.lineChars() * LINES_IN_ONE),
                limits.messageChars(),
                limits.messages(),
                limits.nesting(),
                limits.archiveEntries(),
                limits.archiveRatio());
    }

    private static final class Messages {
        private static final String WORKER = "worker";
        private static final String CONTACT = "contact";

        private final IntakeLimits limits;
        private final TranscriptSink sink;
        private long count;

        Messages(IntakeLimits limits, TranscriptSink sink) {
            this.limits = limits;
            this.sink = sink;
        }

        void conversation(long line, JsonNode conversation, Set<String> ids) {
            JsonNode messages = conversation.path("messages");
            if (!messages.isArray()) {
                sink.loss(line, Reason.of("field-missing", "messages"));
                return;
            }
            String id = id(line, conversation, ids);
            String channel = JsonRecords.text(conversation, "channel");
            String lang = JsonRecords.text(conversation, "lang");
            sink.header(new Transcript.Header(
                    id, channel.isEmpty() ? null : channel, null, Set.of(WORKER), lang.isEmpty() ? null : lang));
            if (messages.isEmpty()) sink.note(line, Reason.of("conversation-empty"));
            for (JsonNode message : messages) message(line, id, message);
        }

        private String id(long line, JsonNode conversation, Set<String> ids) {
            String given = JsonRecords.text(conversation, "id").strip();
            String id = given.isEmpty() ? "line-" + line : given;
            if (ids.add(id)) return id;
            sink.note(line, Reason.of("id-used-before"));
            String other = id + "#" + line;
            ids.add(other);
            return other;
        }

        private void message(long line, String id, JsonNode message) {
            String from = JsonRecords.text(message, "from");
            JsonNode text = message.path("text");
            if (!from.equals(WORKER) && !from.equals(CONTACT)) sink.loss(line, Reason.of("field-missing", "from"));
            else if (!text.isString()) sink.loss(line, Reason.of("field-missing", "text"));
            else if (count++ == limits.messages()) sink.loss(line, Reason.of("too-many-messages", limits.messages()));
            else if (count <= limits.messages()) say(line, id, message, from, text.stringValue());
        }

        private void say(long line, String id, JsonNode message, String from, String text) {
            String place = JsonRecords.text(message, "place");
            String within = MessageLength.within(text, limits, sink, line);
            sink.say(id, new Utterance(time(line, message), from, within, place.isEmpty() ? null : place));
        }

        private @Nullable OffsetDateTime time(long line, JsonNode message) {
            String written = JsonRecords.text(message, "t");
            if (written.isEmpty()) return null;
            OffsetDateTime at = WrittenTime.of(written);
            if (at == null) sink.note(line, Reason.of("time-unknown"));
            return at;
        }
    }
}
