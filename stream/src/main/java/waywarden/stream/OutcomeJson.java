package waywarden.stream;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import waywarden.screening.Concern;
import waywarden.screening.Finding;
import waywarden.screening.Screening.ScreenedMessage;

/// Writes what the job tells, in the shapes of `outcome.schema.json` and `fault.schema.json`. Numbers are written in
/// full, so that they are the same bits when read again.
final class OutcomeJson {

    private static final int VERSION = 1;
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private OutcomeJson() {}

    private interface Fields {
        void into(JsonGenerator json);
    }

    /// @param number of the message in the order in which it was screened, from 0
    /// @param before concern before it
    /// @param late   whether it came too late to be put in its place
    static String message(
            String conversation,
            int number,
            @Nullable Instant at,
            ScreenedMessage message,
            Concern before,
            boolean late) {
        return object(json -> {
            json.writeStringProperty("conversation", conversation);
            json.writeStringProperty("kind", "message");
            json.writeNumberProperty("i", number);
            if (at != null) json.writeStringProperty("t", at.toString());
            json.writeStringProperty("from", word(message.from()));
            json.writeNumberProperty("phase", message.phase().ordinal());
            json.writeArrayPropertyStart("belief");
            json.writeNumber(message.belief().none());
            json.writeNumber(message.belief().contact());
            json.writeNumber(message.belief().trust());
            json.writeNumber(message.belief().exploitation());
            json.writeEndArray();
            json.writeStringProperty("concern", word(message.concern()));
            json.writeStringProperty("before", word(before));
            json.writeArrayPropertyStart("findings");
            for (Finding finding : message.findings()) finding(json, finding);
            json.writeEndArray();
            if (late) json.writeBooleanProperty("late", true);
        });
    }

    private static void finding(JsonGenerator json, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("indicator", finding.indicator());
        json.writeNumberProperty("start", finding.start());
        json.writeNumberProperty("end", finding.end());
        json.writeNumberProperty("strength", finding.strength());
        json.writeStringProperty("read_by", word(finding.readBy()));
        json.writeEndObject();
    }

    /// The conversation is forgotten.
    static String expired(String conversation, ConversationState state) {
        return object(json -> {
            json.writeStringProperty("conversation", conversation);
            json.writeStringProperty("kind", "expired");
            json.writeNumberProperty("messages", state.standing().messages());
            json.writeStringProperty("concern", word(state.concern()));
            json.writeStringProperty("gravest", word(state.gravest()));
        });
    }

    static String fault(Fault fault) {
        return object(json -> {
            json.writeStringProperty("where", fault.where());
            json.writeStringProperty("reason", fault.reason());
        });
    }

    private static String object(Fields fields) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("v", VERSION);
            fields.into(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
