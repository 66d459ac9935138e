package waywarden.stream;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import waywarden.conversation.Speaker;
import waywarden.intake.IntakeLimits;
import waywarden.intake.MessageLength;
import waywarden.intake.Reason;
import waywarden.intake.Transcript;
import waywarden.intake.TranscriptSink;
import waywarden.intake.Utterance;
import waywarden.intake.WrittenTime;
import waywarden.intake.json.JsonRecords;

/// Reads one message of the topic, in the shape of `message.schema.json`. Content never makes it throw.
final class MessageJson {

    /// More bytes than this are no message; the text in them may have [IntakeLimits#messageChars] characters.
    static final int MOST_BYTES = 1 << 20;

    private static final int LONGEST_ID = 512;
    private static final IntakeLimits LIMITS = IntakeLimits.DEFAULT;

    private MessageJson() {}

    /// @param where for a fault: see [Fault]
    static Arrival read(byte @Nullable [] record, String where) {
        if (record == null || record.length == 0) return faulty(where, Reason.of("empty"));
        if (record.length > MOST_BYTES) return faulty(where, Reason.of("line-too-long", MOST_BYTES));
        String line;
        try {
            line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record))
                    .toString();
        } catch (CharacterCodingException e) {
            return faulty(where, Reason.of("undecodable"));
        }
        Faults faults = new Faults();
        JsonNode message = JsonRecords.ofLine(line, 0, LIMITS, faults);
        if (message == null || !faults.reasons.isEmpty()) return faulty(where, faults.first());
        return message(message, where, faults);
    }

    private static Arrival message(JsonNode message, String where, Faults faults) {
        String conversation = JsonRecords.text(message, "conversation").strip();
        String from = JsonRecords.text(message, "from");
        JsonNode text = message.path("text");
        if (conversation.isEmpty() || conversation.length() > LONGEST_ID) return missing(where, "conversation");
        if (!from.equals("contact") && !from.equals("worker")) return missing(where, "from");
        if (!text.isString()) return missing(where, "text");
        String place = JsonRecords.text(message, "place");
        String within = MessageLength.within(text.stringValue(), LIMITS, faults, 0);
        String written = JsonRecords.text(message, "t");
        OffsetDateTime at = written.isEmpty() ? null : WrittenTime.of(written);
        if (at == null && !written.isEmpty()) faults.note(0, Reason.of("time-unknown"));
        IncomingMessage read = new IncomingMessage(
                conversation,
                number(JsonRecords.text(message, "i")),
                at == null ? null : at.toInstant(),
                from.equals("contact") ? Speaker.CONTACT : Speaker.WORKER,
                within,
                place.isEmpty() ? null : place);
        Fault fault = faults.reasons.isEmpty() ? null : fault(where, faults.first());
        return new Arrival(read, fault);
    }

    private static int number(String written) {
        return written.matches("\\d{1,9}") ? Integer.parseInt(written) : -1;
    }

    private static Arrival missing(String where, String field) {
        return faulty(where, Reason.of("field-missing", field));
    }

    private static Arrival faulty(String where, Reason reason) {
        return Arrival.of(fault(where, reason));
    }

    static Fault fault(String where, Reason reason) {
        return new Fault(where, reason.in(Locale.ENGLISH));
    }

    private static final class Faults implements TranscriptSink {
        private final List<Reason> reasons = new ArrayList<>();

        Reason first() {
            return reasons.isEmpty() ? Reason.of("json-malformed") : reasons.getFirst();
        }

        @Override
        public void header(Transcript.Header header) {}

        @Override
        public void say(String threadId, Utterance utterance) {}

        @Override
        public void loss(long line, Reason reason) {
            reasons.add(reason);
        }

        @Override
        public void note(long line, Reason reason) {
            reasons.add(reason);
        }
    }
}
