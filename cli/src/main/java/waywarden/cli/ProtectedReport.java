package waywarden.cli;

import java.io.PrintWriter;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import waywarden.conversation.Conversation;
import waywarden.result.Quote;
import waywarden.result.Texts;
import waywarden.result.Wording;
import waywarden.screening.ProtectedMatters.Mention;
import waywarden.screening.ProtectedMatters.Theme;
import waywarden.screening.Screening.Screened;

/// What a register says of screened conversations: what each contact's questions circle round, and what has been told
/// already, with dates, so that it can be reported.
final class ProtectedReport {

    private ProtectedReport() {}

    /// @param asked whether a register was given at all
    static void write(
            PrintWriter out,
            Texts texts,
            List<Screened> screenings,
            Function<Screened, List<Theme>> themes,
            boolean asked) {
        if (!asked) return;
        Texts said = RegisterOptions.said(texts);
        boolean any = false;
        for (Screened screened : screenings) {
            List<Theme> found = themes.apply(screened);
            if (found.isEmpty()) continue;
            any = true;
            Conversation conversation = screened.conversation();
            String name = Quote.isolated(Quote.clean(Wording.name(texts, conversation)));
            out.println(said.say("matters.title", name));
            for (Theme theme : found) theme(out, texts, said, conversation, theme);
        }
        if (!any) out.println(said.say("matters.none"));
    }

    private static void theme(PrintWriter out, Texts texts, Texts said, Conversation conversation, Theme theme) {
        out.println("  " + TouchReport.described(said, theme.entry()));
        if (!theme.asked().isEmpty()) {
            String rising = theme.rising() ? said.say("matters.rising") : "";
            out.println("    " + said.say("matters.asked", places(texts, conversation, theme.asked())) + rising);
        }
        if (!theme.given().isEmpty()) {
            out.println("    " + said.say("matters.given", places(texts, conversation, theme.given())));
        }
    }

    private static String places(Texts texts, Conversation conversation, List<Mention> mentions) {
        return String.join(
                texts.say("list.comma"),
                mentions.stream()
                        .map(mention -> Wording.where(texts, conversation, mention.message()))
                        .toList());
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
