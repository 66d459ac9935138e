package waywarden.cli;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import waywarden.conversation.Conversation;
import waywarden.intake.Problem;
import waywarden.intake.Reason;
import waywarden.screening.Finding;
import waywarden.screening.ProtectedMatters.Theme;
import waywarden.screening.Screening;
import waywarden.screening.Screening.NotScreened;
import waywarden.screening.Screening.Screened;
import waywarden.screening.Screening.ScreenedMessage;

/// Writes each screening as one line of JSON, in the shape of `screening.schema.json`.
final class JsonReport {

    /// The version of the shape; it changes only when a reader of the former could misread it.
    private static final int VERSION = 1;

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private JsonReport() {}

    /// @param themes protected matters of a register; empty without one
    static void write(OutputStream out, Screening screening, List<Theme> themes, List<Problem> problems) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberProperty("v", VERSION);
            Conversation conversation = screening.conversation();
            json.writeStringProperty("id", conversation.id());
            json.writeStringProperty("source", conversation.source());
            switch (screening) {
                case Screened screened -> {
                    screened(json, screened);
                    if (!themes.isEmpty()) ProtectedReport.json(json, themes);
                    problems(json, conversation, problems, null);
                }
                case NotScreened notScreened -> {
                    json.writeNullProperty("concern");
                    problems(json, conversation, problems, notScreened.reason());
                }
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void screened(JsonGenerator json, Screened screened) {
        json.writeStringProperty("concern", word(screened.concern()));
        json.writeNumberProperty("phase", screened.phase().ordinal());
        probability(json.writeName("probability"), screened.probability());
        Integer alarmAt = screened.alarmAt();
        if (alarmAt == null) json.writeNullProperty("alarm_at");
        else json.writeNumberProperty("alarm_at", alarmAt);
        json.writeArrayPropertyStart("messages");
        for (int i = 0; i < screened.messages().size(); i++) {
            message(json, i, screened.messages().get(i));
        }
        json.writeEndArray();
    }

    private static void message(JsonGenerator json, int index, ScreenedMessage message) {
        json.writeStartObject();
        json.writeNumberProperty("i", index);
        json.writeStringProperty("from", word(message.from()));
        json.writeNumberProperty("phase", message.phase().ordinal());
        json.writeArrayPropertyStart("belief");
        probability(json, message.belief().none());
        probability(json, message.belief().contact());
        probability(json, message.belief().trust());
        probability(json, message.belief().exploitation());
        json.writeEndArray();
        json.writeArrayPropertyStart("findings");
        for (Finding finding : message.findings()) {
            json.writeStartObject();
            json.writeStringProperty("indicator", finding.indicator());
            json.writeNumberProperty("start", finding.start());
            json.writeNumberProperty("end", finding.end());
            probability(json.writeName("strength"), finding.strength());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void problems(
            JsonGenerator json, Conversation conversation, List<Problem> problems, @Nullable Reason notScreened) {
        json.writeArrayPropertyStart("problems");
        for (Problem problem : problems) {
            if (problem.file().equals(conversation.source())) {
                problem(json, problem.file(), problem.line(), word(problem.severity()), problem.reason());
            }
        }
        if (notScreened != null) problem(json, conversation.source(), 0, word(Problem.Severity.LOSS), notScreened);
        json.writeEndArray();
    }

    private static void problem(JsonGenerator json, String file, long line, String severity, Reason reason) {
        json.writeStartObject();
        json.writeStringProperty("file", file);
        json.writeNumberProperty("line", line);
        json.writeStringProperty("severity", severity);
        json.writeStringProperty("reason", reason.in(Locale.ENGLISH));
        json.writeEndObject();
    }

    /// Six decimals: enough for any threshold, and the sum of a belief stays within 1e-5 of 1.
    private static void probability(JsonGenerator json, double value) {
        json.writeNumber(Math.rint(value * 1e6) / 1e6);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
