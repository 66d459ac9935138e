package waywarden.intake.messenger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.HeldThreads;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Opening;
import waywarden.intake.Reason;
import waywarden.intake.ThreadKey;
import waywarden.intake.Transcript;
import waywarden.intake.TranscriptSink;
import waywarden.intake.Utterance;
import waywarden.intake.WrittenTime;
import waywarden.intake.json.JsonRecords;

/// Reads the JSON that Messenger and Instagram write for each thread, in the shape of the account's download and in
/// that of end-to-end encrypted chats.
///
/// A long thread comes in parts, `message_1.json` and on; all parts give the same thread id.
public final class MessengerReader implements ConversationReader {

    private static final Pattern REACTION = Pattern.compile(
            "Reacted \\S{1,12} to your message ?|.{1,80} reacted \\S{1,12} to (your|a|their|his|her) message ?"
                    + "|Liked a message|Hat mit \\S{1,12} auf deine Nachricht reagiert ?"
                    + "|A réagi avec \\S{1,12} à votre message ?|用\\S{1,12}回应了你的消息");

    @Override
    public String name() {
        return "Messenger or Instagram JSON";
    }

    @Override
    public boolean recognises(Opening opening) {
        String text = opening.text();
        boolean download = text.contains("\"timestamp_ms\"") && text.contains("\"sender_name\"");
        boolean encrypted = text.contains("\"threadName\"") && text.contains("\"senderName\"");
        return opening.first() == '{' && text.contains("\"messages\"") && (download || encrypted);
    }

    @Override
    public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        OneThread thread = new OneThread(export.name(), limits, sink);
        JsonRecords.ofField(export, limits, sink, "messages", thread::message, thread::about);
        thread.finish();
    }

    private static final class OneThread {
        private static final String KEY = "thread";

        private final String file;
        private final TranscriptSink sink;
        private final HeldThreads held;
        private final Set<String> parties = new TreeSet<>();
        private @Nullable String path;
        private @Nullable String title;
        private int reactions;
        private int unsent;

        OneThread(String file, IntakeLimits limits, TranscriptSink sink) {
            this.file = file;
            this.sink = sink;
            this.held = new HeldThreads(limits, new Renamed(), true);
        }

        void about(String name, JsonNode value) {
            switch (name) {
                case "title", "threadName" -> title = Mojibake.repaired(value.stringValue(""));
                case "thread_path" -> path = value.stringValue("");
                case "participants" -> value.forEach(this::party);
                default -> {}
            }
        }

        private void party(JsonNode party) {
            String name = party.isObject() ? JsonRecords.text(party, "name") : party.stringValue("");
            if (!name.isBlank()) parties.add(Mojibake.repaired(name).strip());
        }

        void message(long line, JsonNode record) {
            String sender = Mojibake.repaired(either(record, "sender_name", "senderName"))
                    .strip();
            String words = Mojibake.repaired(either(record, "content", "text")).strip();
            if (sender.isEmpty()) sink.loss(line, Reason.of("no-sender"));
            else if (REACTION.matcher(words).matches()) reactions++;
            else if (isUnsent(record)) unsent++;
            else say(line, sender, words, record);
        }

        private void say(long line, String sender, String words, JsonNode record) {
            var at = WrittenTime.of(either(record, "timestamp_ms", "timestamp"));
            if (at == null) sink.note(line, Reason.of("time-unknown"));
            held.say(KEY, new Utterance(at, sender, withMedia(words, record)), line);
        }

        private static boolean isUnsent(JsonNode record) {
            return JsonRecords.text(record, "is_unsent").equals("true")
                    || JsonRecords.text(record, "isUnsent").equals("true");
        }

        private static String either(JsonNode record, String field, String other) {
            String text = JsonRecords.text(record, field);
            return text.isEmpty() ? JsonRecords.text(record, other) : text;
        }

        private static String withMedia(String words, JsonNode record) {
            List<String> parts = new ArrayList<>();
            if (!words.isEmpty()) parts.add(words);
            for (int i = 0; i < record.path("photos").size(); i++) parts.add("<image>");
            for (int i = 0; i < record.path("videos").size(); i++) parts.add("<video>");
            for (int i = 0; i < record.path("audio_files").size(); i++) parts.add("<voice>");
            for (int i = 0; i < record.path("files").size(); i++) parts.add("<file>");
            for (int i = 0; i < record.path("media").size(); i++) parts.add("<media>");
            if (record.has("gifs") || record.has("sticker")) parts.add("<sticker>");
            if (record.has("call_duration")) parts.add("<call>");
            String link = JsonRecords.text(record.path("share"), "link");
            if (!link.isEmpty() && !words.contains(link)) parts.add(link);
            return String.join("\n", parts);
        }

        void finish() {
            held.header(new Transcript.Header(KEY, channel(), title, Set.of(), null));
            held.finish();
            if (reactions > 0) sink.note(0, Reason.of("reactions-left-out", reactions));
            if (unsent > 0) sink.note(0, Reason.of("unsent-left-out", unsent));
        }

        private String channel() {
            return file.toLowerCase(Locale.ROOT).contains("instagram") ? "instagram" : "messenger";
        }

        /// Known only at the end of the file: the thread's path, else its title, else its parties.
        private String id() {
            String key = path == null || path.isBlank() ? title : path;
            return ThreadKey.of(channel(), key == null || key.isBlank() ? String.join("\n", parties) : key);
        }

        /// The sink under the id that is known at the end only.
        private final class Renamed implements TranscriptSink {
            @Override
            public void header(Transcript.Header header) {
                sink.header(
                        new Transcript.Header(id(), header.channel(), header.title(), header.worker(), header.lang()));
            }

            @Override
            public void say(String threadId, Utterance utterance) {
                sink.say(id(), utterance);
            }

            @Override
            public void loss(long line, Reason reason) {
                sink.loss(line, reason);
            }

            @Override
            public void note(long line, Reason reason) {
                sink.note(line, reason);
            }
        }
    }
}
