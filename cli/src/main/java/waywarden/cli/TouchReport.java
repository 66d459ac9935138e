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
import waywarden.result.Protection;
import waywarden.result.Protection.Touched;
import waywarden.result.TextWidth;
import waywarden.result.Texts;
import waywarden.result.Wording;

/// Prints what a check found, without a word of the draft or of what is protected: which matter, where, how much.
final class TouchReport {

    private static final int VERSION = 1;

    private TouchReport() {}

    static void text(PrintWriter out, Texts texts, int width, String name, String draft, List<Touch> touches) {
        if (touches.isEmpty()) {
            out.println(texts.say("check.nothing", name));
            return;
        }
        out.println(texts.say("check.touches", name));
        for (Touched touched : Protection.touched(texts, draft, touches)) {
            out.println("  " + touched.matter());
            out.println("    " + touched.how());
            touched.places().forEach(place -> out.println("    " + place.where()));
            if (!touched.more().isEmpty()) out.println("    " + touched.more());
        }
        for (String line : TextWidth.wrap(texts.say("check.pause"), Math.clamp(width, 40, 100), texts.locale())) {
            out.println(line);
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
