package waywarden.cli;

import java.io.PrintWriter;
import java.time.OffsetDateTime;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import waywarden.conversation.Conversation;
import waywarden.result.Protection;
import waywarden.result.Quote;
import waywarden.result.Summary;
import waywarden.result.Texts;
import waywarden.result.Wording;
import waywarden.screening.ProtectedMatters.Mention;
import waywarden.screening.ProtectedMatters.Theme;

/// What a register says of screened conversations: what each contact's questions circle round, and what has been told
/// already, with dates, so that it can be reported.
final class ProtectedReport {

    private ProtectedReport() {}

    /// @param asked whether a register was given at all
    static void write(PrintWriter out, Texts texts, List<Summary> summaries, boolean asked) {
        if (!asked) return;
        boolean any = false;
        for (Summary summary : summaries) {
            if (summary.matters().isEmpty()) continue;
            any = true;
            Conversation conversation = summary.conversation();
            String name = Quote.isolated(Quote.clean(Wording.name(texts, conversation)));
            out.println(texts.say("matters.title", name));
            for (Theme theme : summary.matters()) theme(out, texts, conversation, theme);
        }
        if (!any) out.println(texts.say("matters.none"));
    }

    private static void theme(PrintWriter out, Texts texts, Conversation conversation, Theme theme) {
        out.println("  " + Protection.described(texts, theme.entry()));
        if (!theme.asked().isEmpty()) {
            String rising = theme.rising() ? texts.say("matters.rising") : "";
            out.println("    " + texts.say("matters.asked", Protection.places(texts, conversation, theme.asked()))
                    + rising);
        }
        if (!theme.given().isEmpty()) {
            out.println("    " + texts.say("matters.given", Protection.places(texts, conversation, theme.given())));
        }
    }

    static void json(JsonGenerator json, List<Theme> themes) {
        json.writeArrayPropertyStart("register");
        for (Theme theme : themes) {
            json.writeStartObject();
            TouchReport.entry(json, theme.entry());
            mentions(json, "asked", theme.asked());
            mentions(json, "given", theme.given());
            json.writeBooleanProperty("rising", theme.rising());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void mentions(JsonGenerator json, String name, List<Mention> mentions) {
        json.writeArrayPropertyStart(name);
        for (Mention mention : mentions) {
            json.writeStartObject();
            json.writeNumberProperty("i", mention.message());
            OffsetDateTime at = mention.at();
            if (at == null) json.writeNullProperty("t");
            else json.writeStringProperty("t", at.toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
