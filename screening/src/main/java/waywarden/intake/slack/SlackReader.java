package waywarden.intake.slack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import waywarden.intake.Archive;
import waywarden.intake.ArchiveReader;
import waywarden.intake.HeldThreads;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Reason;
import waywarden.intake.Transcript;
import waywarden.intake.TranscriptSink;
import waywarden.intake.Utterance;
import waywarden.intake.WrittenTime;
import waywarden.intake.json.JsonRecords;

/// Reads the export of a Slack workspace: a folder for each channel or direct message, in it a file for each day.
public final class SlackReader implements ArchiveReader {

    private static final Pattern DAY = Pattern.compile("(?:(.*)/)?([^/]+)/\\d{4}-\\d{2}-\\d{2}\\.json");
    private static final List<String> ROOMS = List.of("channels.json", "groups.json", "dms.json", "mpims.json");

    @Override
    public String name() {
        return "Slack export";
    }

    @Override
    public boolean recognises(Archive archive) {
        boolean days =
                archive.entries().stream().anyMatch(entry -> DAY.matcher(entry).matches());
        boolean lists = archive.entries().stream()
                .anyMatch(
                        entry -> isNamed(entry, "users.json") || ROOMS.stream().anyMatch(room -> isNamed(entry, room)));
        return days && lists;
    }

    @Override
    public void read(Archive archive, IntakeLimits limits, TranscriptSink sink) throws IOException {
        Workspace workspace = new Workspace(archive, limits, sink);
        workspace.readUsers();
        workspace.readRooms();
        workspace.readDays();
        workspace.finish();
    }

    private static boolean isNamed(String entry, String file) {
        return entry.equals(file) || entry.endsWith("/" + file);
    }

    private static final class Workspace {
        private static final Set<String> SPOKEN =
                Set.of("", "file_share", "me_message", "thread_broadcast", "file_comment", "reply_broadcast");

        private final Archive archive;
        private final IntakeLimits limits;
        private final TranscriptSink sink;
        private final HeldThreads threads;
        private final Map<String, String> users = new HashMap<>();
        private final Map<String, Room> rooms = new HashMap<>();
        private int automatic;

        Workspace(Archive archive, IntakeLimits limits, TranscriptSink sink) {
            this.archive = archive;
            this.limits = limits;
            this.sink = sink;
            this.threads = new HeldThreads(limits, sink, false);
        }

        /// A channel, group or direct message by the folder of its days.
        private record Room(String id, String title) {}

        void readUsers() throws IOException {
            boolean any = false;
            for (String entry : archive.entries()) {
                if (!isNamed(entry, "users.json")) continue;
                any = true;
                JsonRecords.ofArray(archive.entry(entry), limits, sink, (line, user) -> user(user));
            }
            if (!any) sink.note(0, Reason.of("slack-no-users"));
        }

        private void user(JsonNode user) {
            String id = JsonRecords.text(user, "id");
            JsonNode profile = user.path("profile");
            for (String name : List.of(
                    JsonRecords.text(profile, "real_name"),
                    JsonRecords.text(user, "real_name"),
                    JsonRecords.text(profile, "display_name"),
                    JsonRecords.text(user, "name"))) {
                if (!name.isBlank()) {
                    // Two people may bear one name; they must not become one.
                    users.put(id, users.containsValue(name.strip()) ? name.strip() + " (" + id + ")" : name.strip());
                    return;
                }
            }
        }

        void readRooms() throws IOException {
            for (String entry : archive.entries()) {
                if (ROOMS.stream().noneMatch(room -> isNamed(entry, room))) continue;
                JsonRecords.ofArray(archive.entry(entry), limits, sink, (line, room) -> room(room));
            }
        }

        private void room(JsonNode room) {
            String id = JsonRecords.text(room, "id");
            String name = JsonRecords.text(room, "name");
            // The days of a direct message lie under its id, those of a channel under its name.
            Room known = new Room(id, name.isEmpty() ? members(room) : name);
            if (!name.isEmpty()) rooms.putIfAbsent(name, known);
            if (!id.isEmpty()) rooms.putIfAbsent(id, known);
        }

        private String members(JsonNode room) {
            List<String> names = new ArrayList<>();
            for (JsonNode member : room.path("members")) {
                String id = member.stringValue("");
                names.add(users.getOrDefault(id, id));
            }
            return String.join(", ", names);
        }

        void readDays() throws IOException {
            for (String entry : archive.entries().stream().sorted().toList()) {
                Matcher day = DAY.matcher(entry);
                if (!day.matches()) continue;
                String folder = day.group(2);
                Room room = rooms.getOrDefault(folder, new Room(folder, folder));
                String thread = room.id().isEmpty() ? folder : room.id();
                threads.header(new Transcript.Header(thread, "slack", room.title(), Set.of(), null));
                JsonRecords.ofArray(
                        archive.entry(entry), limits, sink, (line, message) -> message(line, thread, message));
            }
        }

        private void message(long line, String thread, JsonNode message) {
            String user = JsonRecords.text(message, "user");
            boolean spoken = SPOKEN.contains(JsonRecords.text(message, "subtype"));
            if (!spoken || user.isEmpty() || user.equals("USLACKBOT")) {
                automatic++;
                return;
            }
            var at = WrittenTime.of(JsonRecords.text(message, "ts"));
            if (at == null) sink.note(line, Reason.of("time-unknown"));
            String text = withFiles(SlackText.plain(JsonRecords.text(message, "text"), users), message);
            threads.say(thread, new Utterance(at, users.getOrDefault(user, user), text), line);
        }

        private static String withFiles(String text, JsonNode message) {
            List<String> parts = new ArrayList<>();
            if (!text.isEmpty()) parts.add(text);
            for (JsonNode file : message.path("files")) parts.add(placeholder(file));
            if (message.has("file")) parts.add(placeholder(message.path("file")));
            return String.join("\n", parts);
        }

        private static String placeholder(JsonNode file) {
            String type = JsonRecords.text(file, "mimetype");
            if (type.startsWith("image/")) return "<image>";
            if (type.startsWith("video/")) return "<video>";
            if (type.startsWith("audio/")) return "<voice>";
            String title = JsonRecords.text(file, "title").strip();
            return title.isEmpty() ? "<file>" : "<file> " + title;
        }

        void finish() {
            threads.finish();
            if (automatic > 0) sink.note(0, Reason.of("automatic-left-out", automatic));
        }
    }
}
