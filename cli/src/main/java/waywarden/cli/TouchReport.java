package waywarden.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import waywarden.register.Entry;
import waywarden.register.Touch;
import waywarden.register.Touch.Span;
import waywarden.result.Quote;
import waywarden.result.TextWidth;
import waywarden.result.Texts;
import waywarden.result.Wording;

/// What a check found, without a word of the draft or of what is protected: which matter, where, how much.
final class TouchReport {

    private static final int VERSION = 1;

    /// Places of one matter that are listed; the rest are counted.
    private static final int PLACES_LISTED = 5;

    private TouchReport() {}

    static void text(PrintWriter out, Texts texts, int width, String name, String draft, List<Touch> touches) {
        if (touches.isEmpty()) {
            out.println(texts.say("check.nothing", name));
            return;
        }
        out.println(texts.say("check.touches", name));
        for (Touch touch : touches) {
            out.println("  " + described(texts, touch.entry()));
            out.println("    " + texts.say("check.kind." + Wording.word(touch.kind()), percent(touch.share())));
            List<Span> spans = touch.spans();
            for (Span span : spans.subList(0, Math.min(PLACES_LISTED, spans.size()))) {
                Place from = Place.of(draft, span.start());
                Place to = Place.of(draft, span.end() - 1);
                out.println("    " + texts.say("check.place", from.line(), from.column(), to.line(), to.column()));
            }
            int more = spans.size() - PLACES_LISTED;
            if (more > 0) out.println("    " + texts.say("check.more", more));
        }
        for (String line : TextWidth.wrap(texts.say("check.pause"), Math.clamp(width, 40, 100), texts.locale())) {
            out.println(line);
        }
    }

    /// A matter as it is called, with its level and owner.
    static String described(Texts texts, Entry entry) {
        StringBuilder described = new StringBuilder(Quote.isolated(Quote.clean(entry.label())));
        if (!entry.level().isEmpty()) described.append(texts.say("entry.level", Quote.clean(entry.level())));
        if (!entry.owner().isEmpty()) described.append(texts.say("entry.owner", Quote.clean(entry.owner())));
        return described.toString();
    }

    private static String percent(double share) {
        return Math.max(1, Math.round(share * 100)) + " %";
    }

    /// A line and a column of a text, both from 1.
    record Place(int line, int column) {
        static Place of(String text, int at) {
            int line = 1;
            int begin = 0;
            for (int i = 0; i < at; i++) {
                if (text.charAt(i) == '\n') {
                    line++;
                    begin = i + 1;
                }
            }
            return new Place(line, at - begin + 1);
        }
    }

    static void json(PrintWriter out, String name, String draft, List<Touch> touches) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeNumberProperty("v", VERSION);
            json.writeStringProperty("source", name);
            json.writeNumberProperty("characters", draft.length());
            json.writeArrayPropertyStart("touches");
            for (Touch touch : touches) touch(json, touch);
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println(line);
    }

    private static void touch(JsonGenerator json, Touch touch) {
        json.writeStartObject();
        entry(json, touch.entry());
        json.writeStringProperty("kind", Wording.word(touch.kind()));
        json.writeNumberProperty("share", Math.rint(touch.share() * 1e4) / 1e4);
        json.writeArrayPropertyStart("spans");
        for (Span span : touch.spans()) {
            json.writeStartObject();
            json.writeNumberProperty("start", span.start());
            json.writeNumberProperty("end", span.end());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void entry(JsonGenerator json, Entry entry) {
        json.writeStringProperty("label", entry.label());
        json.writeStringProperty("owner", entry.owner());
        json.writeStringProperty("level", entry.level());
    }
}
