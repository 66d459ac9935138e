package waywarden.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import waywarden.conversation.WaywardenException;
import waywarden.result.Settings;
import waywarden.result.Settings.Desk;

/// Finds and reads `waywarden.yaml`, checks it in full and complains of everything at once.
final class SettingsFile {

    private final Path file;
    private final List<String> complaints = new ArrayList<>();

    private SettingsFile(Path file) {
        this.file = file;
    }

    /// The settings of the file named, else of the one `WAYWARDEN_SETTINGS` names, else of the usual place.
    ///
    /// @throws UnusableSettings if a named file is not there, or one has faults
    static Settings find(@Nullable Path named, Map<String, String> env) {
        String fromEnv = env.getOrDefault("WAYWARDEN_SETTINGS", "");
        if (named == null && !fromEnv.isEmpty()) named = Path.of(fromEnv);
        if (named != null) return new SettingsFile(named).read();
        Path usual = usual(env);
        return Files.exists(usual)
                ? new SettingsFile(usual).read()
                : new Settings(List.of(), null, fromHome(usual, env));
    }

    /// A path as people write it, from their own folder.
    private static String fromHome(Path file, Map<String, String> env) {
        String home = env.getOrDefault("HOME", "");
        return !home.isEmpty() && file.startsWith(home)
                ? "~/" + Path.of(home).relativize(file).toString().replace('\\', '/')
                : file.toString();
    }

    private static Path usual(Map<String, String> env) {
        String config = env.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = config.isEmpty()
                ? Path.of(env.getOrDefault("HOME", System.getProperty("user.home", ".")), ".config")
                : Path.of(config);
        return folder.resolve("waywarden").resolve("waywarden.yaml");
    }

    private Settings read() {
        Settings settings = checked(tree());
        if (!complaints.isEmpty()) throw new UnusableSettings(file + ": " + String.join("; ", complaints));
        return settings;
    }

    private JsonNode tree() {
        try {
            return new YAMLMapper().readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new UnusableSettings(file + ": line " + e.getLocation().getLineNr() + " is not well-formed YAML");
        } catch (IOException e) {
            throw new UnusableSettings(file + ": the settings file cannot be read");
        }
    }

    private Settings checked(JsonNode root) {
        if (root.isMissingNode() || root.isNull()) return new Settings(List.of(), null, file.toString());
        if (!root.isObject()) {
            complaints.add("the file holds no keys; `tell` and `lang` are known");
            return new Settings(List.of(), null, file.toString());
        }
        checkKeys("", root, Set.of("tell", "lang"));
        String language = text("lang", root.get("lang"));
        if (language != null && !Set.of("en", "zh").contains(language)) complaints.add("`lang` is neither en nor zh");
        return new Settings(desks(root.get("tell")), language, file.toString());
    }

    private List<Desk> desks(@Nullable JsonNode tell) {
        List<Desk> desks = new ArrayList<>();
        if (tell == null || tell.isNull()) return desks;
        if (!tell.isArray()) complaints.add("`tell` is not a list");
        for (int i = 0; i < tell.size() && tell.isArray(); i++) {
            String key = "tell[" + i + "]";
            JsonNode desk = tell.get(i);
            if (!desk.isObject()) {
                complaints.add("`" + key + "` has no keys; give it at least a `name`");
                continue;
            }
            checkKeys(key + ".", desk, Set.of("name", "phone", "email", "note", "key"));
            String name = text(key + ".name", desk.get("name"));
            if (name == null) complaints.add("`" + key + ".name` is missing");
            else
                desks.add(new Desk(
                        name,
                        text(key + ".phone", desk.get("phone")),
                        text(key + ".email", desk.get("email")),
                        text(key + ".note", desk.get("note")),
                        text(key + ".key", desk.get("key"))));
        }
        return desks;
    }

    private @Nullable String text(String key, @Nullable JsonNode value) {
        if (value == null || value.isNull()) return null;
        // A telephone number without quotes is a number to YAML.
        if (value.isValueNode() && !value.asString().isBlank())
            return value.asString().strip();
        complaints.add("`" + key + "` is not a text");
        return null;
    }

    private void checkKeys(String prefix, JsonNode node, Set<String> known) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                complaints.add("`" + prefix + entry.getKey() + "` is not a key here; known are "
                        + known.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    /// The settings file is missing or has faults; the sentence names each with its key.
    static final class UnusableSettings extends WaywardenException {
        private static final long serialVersionUID = 1L;

        UnusableSettings(String sentence) {
            super(sentence);
        }
    }
}
