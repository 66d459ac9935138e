package waywarden.intake.diary;

import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.HeldThreads;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Lines;
import waywarden.intake.Opening;
import waywarden.intake.Reason;
import waywarden.intake.ThreadKey;
import waywarden.intake.Transcript;
import waywarden.intake.TranscriptSink;
import waywarden.intake.Utterance;
import waywarden.intake.WrittenTime;
import waywarden.intake.json.JsonRecords;

/// Reads a [Diary] as a conversation with each contact in it: what the contact did is the contact's message, what the
/// worker gave is the worker's.
public final class DiaryReader implements ConversationReader {

    private static final Pattern HEADER =
            Pattern.compile("\\s*\\{\\s*\"waywarden\"\\s*:\\s*\"diary\"\\s*[,}].*", Pattern.DOTALL);

    static boolean isHeader(String start) {
        return HEADER.matcher(start).matches();
    }

    @Override
    public String name() {
        return "Waywarden diary";
    }

    @Override
    public boolean recognises(Opening opening) {
        return isHeader(opening.text());
    }

    @Override
    public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        Entries entries = new Entries(limits, sink);
        try (Lines lines = Lines.of(export, limits, sink)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (line.isBlank()) continue;
                JsonNode object = JsonRecords.ofLine(line, lines.number(), limits, sink);
                if (object != null) entries.line(lines.number(), object);
            }
        }
        entries.finish();
    }

    private static final class Entries {
        private static final String WORKER = "worker";
        private static final Set<String> BEGAN = Set.of("contact", "worker", "unclear", "");
        private static final Set<String> FIELDS =
                Set.of("t", "contact", "place", "began", "said", "asked", "given", "promised", "paid");

        private final TranscriptSink sink;
        private final HeldThreads threads;

        Entries(IntakeLimits limits, TranscriptSink sink) {
            this.sink = sink;
            this.threads = new HeldThreads(limits, sink, false);
        }

        void line(long line, JsonNode entry) {
            if (entry.has("waywarden")) {
                if (!JsonRecords.text(entry, "v").equals("1")) sink.note(line, Reason.of("diary-newer"));
            } else {
                entry(line, entry);
            }
        }

        private void entry(long line, JsonNode entry) {
            for (String field : entry.propertyNames()) {
                if (!FIELDS.contains(field)) sink.loss(line, Reason.of("diary-unknown-field"));
                else if (!entry.path(field).isString() && !entry.path(field).isNull())
                    sink.loss(line, Reason.of("field-missing", field));
            }
            String contact = text(entry, "contact");
            if (contact.isEmpty()) {
                sink.loss(line, Reason.of("field-missing", "contact"));
                return;
            }
            if (!BEGAN.contains(text(entry, "began"))) sink.loss(line, Reason.of("field-missing", "began"));
            // A contact whom she calls so must not be taken for her.
            if (contact.equals(WORKER)) contact = "worker (contact)";
            String thread = ThreadKey.of("diary", contact);
            threads.header(new Transcript.Header(thread, "diary", contact, Set.of(WORKER), null));
            if (say(line, entry, thread, contact) == 0) sink.loss(line, Reason.of("diary-nothing-said"));
        }

        private int say(long line, JsonNode entry, String thread, String contact) {
            OffsetDateTime at = time(line, entry);
            String place = text(entry, "place");
            Meeting meeting = new Meeting(line, thread, at, place.isEmpty() ? null : place);
            int said = 0;
            said += meeting.say(contact, Label.NONE, text(entry, "said"));
            said += meeting.say(contact, Label.ASKED, text(entry, "asked"));
            said += meeting.say(WORKER, Label.NONE, text(entry, "given"));
            said += meeting.say(contact, Label.PROMISED, text(entry, "promised"));
            said += meeting.say(contact, Label.PAID, text(entry, "paid"));
            return said;
        }

        private @Nullable OffsetDateTime time(long line, JsonNode entry) {
            OffsetDateTime at = WrittenTime.of(text(entry, "t"));
            if (at == null) sink.note(line, Reason.of("time-unknown"));
            return at;
        }

        private static String text(JsonNode entry, String field) {
            return JsonRecords.text(entry, field).strip();
        }

        void finish() {
            threads.finish();
        }

        private final class Meeting {
            private final long line;
            private final String thread;
            private final @Nullable OffsetDateTime at;
            private final @Nullable String place;

            Meeting(long line, String thread, @Nullable OffsetDateTime at, @Nullable String place) {
                this.line = line;
                this.thread = thread;
                this.at = at;
                this.place = place;
            }

            private int say(String sender, Label label, String text) {
                if (text.isEmpty()) return 0;
                threads.say(thread, new Utterance(at, sender, label.before(text), place), line);
                return 1;
            }
        }
    }

    /// What a bare answer such as "the price list" was the answer to, said in the language of the note.
    private enum Label {
        NONE("", ""),
        ASKED("Asked: ", "问："),
        PROMISED("Promised: ", "答应："),
        PAID("Paid: ", "给了：");

        private final String english;
        private final String chinese;

        Label(String english, String chinese) {
            this.english = english;
            this.chinese = chinese;
        }

        String before(String text) {
            boolean han = text.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN);
            return (han ? chinese : english) + text;
        }
    }
}
