package waywarden.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.conversation.WaywardenException;
import waywarden.evaluation.Labelled.Mark;

/// Reads labelled JSON Lines: our corpus format (`corpus/FORMAT.md`, marks beside it in `*.marks.jsonl`), and the
/// normalised shape of third-party sets (`messages[] {speaker, role: contact|target|peer, text, ts?}`).
public final class LabelledFiles {

    private static final JsonMapper JSON = new JsonMapper();

    private LabelledFiles() {}

    /// Reads files, and of folders every `*.jsonl` in them, in the order of their names.
    ///
    /// @throws WaywardenException naming file and line if one is not as it should be
    public static List<Labelled> read(List<Path> paths) throws IOException {
        List<Labelled> all = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) throw new WaywardenException(path + " does not exist.");
            if (Files.isDirectory(path)) {
                try (var files = Files.list(path)) {
                    for (Path file : files.filter(LabelledFiles::isConversations)
                            .sorted()
                            .toList()) read(file, all);
                }
            } else {
                read(path, all);
            }
        }
        return all;
    }

    private static boolean isConversations(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jsonl") && !name.endsWith(".marks.jsonl");
    }

    private static void read(Path file, List<Labelled> all) throws IOException {
        Map<String, List<Mark>> marks = marks(file);
        forEachLine(file, node -> {
            String id = node.path("id").asString();
            all.add(labelled(file.getFileName().toString(), node, marks.get(id)));
        });
    }

    private static Map<String, List<Mark>> marks(Path file) throws IOException {
        String name = file.getFileName().toString();
        Path beside = file.resolveSibling(name.substring(0, name.length() - ".jsonl".length()) + ".marks.jsonl");
        Map<String, List<Mark>> marks = new HashMap<>();
        if (!name.endsWith(".jsonl") || !Files.exists(beside)) return marks;
        forEachLine(beside, node -> {
            List<Mark> list = new ArrayList<>();
            for (JsonNode mark : node.get("marks")) {
                list.add(new Mark(
                        mark.get(0).asInt(), mark.get(1).asString(), mark.get(2).asString()));
            }
            marks.put(node.get("id").asString(), list);
        });
        return marks;
    }

    private interface LineReader {
        void read(JsonNode node);
    }

    private static void forEachLine(Path file, LineReader reader) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) continue;
                try {
                    reader.read(JSON.readTree(line));
                } catch (RuntimeException e) {
                    throw new WaywardenException(file + ", line " + number
                            + ": is not a labelled conversation as corpus/FORMAT.md describes.");
                }
            }
        }
    }

    private static Labelled labelled(String file, JsonNode node, @Nullable List<Mark> marks) {
        List<Message> messages = new ArrayList<>();
        List<Integer> phases = new ArrayList<>();
        List<@Nullable String> gives = new ArrayList<>();
        List<List<String>> requests = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        boolean noted = false;
        @Nullable String firstSpeaker = null;
        for (JsonNode message : node.get("messages")) {
            String speaker = message.path("speaker").asString("");
            if (firstSpeaker == null) firstSpeaker = speaker;
            Speaker from = speaker(message, speaker.equals(firstSpeaker));
            messages.add(
                    new Message(time(message), from, message.get("text").asString(), optional(message.get("place"))));
            JsonNode phase = message.get("phase");
            phases.add(phase != null && phase.isInt() ? phase.asInt() : -1);
            gives.add(optional(message.get("gives")));
            noted |= message.has("si");
            requests.add(strings(message.path("si")));
            if (!speaker.isBlank()) names.add(speaker);
        }
        String label = node.path("label").asString();
        if (!label.equals("approach") && !label.equals("malicious") && !label.equals("benign")) {
            throw new IllegalArgumentException("label");
        }
        JsonNode firstSign = node.get("first_sign");
        return new Labelled(
                new Conversation(
                        node.get("id").asString(),
                        file,
                        null,
                        optional(node.get("channel")),
                        optional(node.get("lang")),
                        messages),
                file,
                !label.equals("benign"),
                optional(
                        node.has("scenario")
                                ? node.get("scenario")
                                : node.path("meta").get("Scenario")),
                label.equals("benign") ? 0 : node.path("reached").asInt(-1),
                firstSign == null || firstSign.isNull() ? null : firstSign.asInt(),
                optional(node.get("pair")),
                phases,
                gives,
                marks,
                noted ? requests : null,
                names);
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        for (JsonNode one : array) strings.add(one.asString());
        return strings;
    }

    /// Among peers the one who speaks first is taken for the contact.
    private static Speaker speaker(JsonNode message, boolean isFirst) {
        JsonNode from = message.has("from") ? message.get("from") : message.get("role");
        return switch (from.asString()) {
            case "contact" -> Speaker.CONTACT;
            case "worker", "target" -> Speaker.WORKER;
            case "peer" -> isFirst ? Speaker.CONTACT : Speaker.WORKER;
            default -> throw new IllegalArgumentException("from");
        };
    }

    private static @Nullable OffsetDateTime time(JsonNode message) {
        JsonNode time = message.has("t") ? message.get("t") : message.get("ts");
        if (time == null || !time.isString()) return null;
        String text = time.asString();
        return text.length() > 19 && (text.indexOf('+', 10) > 0 || text.indexOf('-', 10) > 0 || text.endsWith("Z"))
                ? OffsetDateTime.parse(text)
                : LocalDateTime.parse(text).atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String optional(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode() ? null : node.asString();
    }
}
