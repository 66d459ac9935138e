package waywarden.advisory.template;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import waywarden.advisory.cap.Alert.Certainty;
import waywarden.advisory.cap.Alert.Severity;
import waywarden.advisory.cap.Alert.Urgency;
import waywarden.advisory.template.Template.Words;
import waywarden.conversation.WaywardenException;

/// The templates: one file each in `templates/`, found by folder.
public final class Templates {

    private static final String FOLDER = "/waywarden/advisory/templates";
    private static final String ENDING = ".yaml";

    /// A line break in a folded text is a blank, which Chinese does not write.
    private static final Pattern FOLD = Pattern.compile("(?<=[\\u3000-\\u9FFF\\uFF00-\\uFFEF]) ");

    private Templates() {}

    /// By id, in alphabetical order.
    public static List<Template> all() {
        return List.copyOf(Bundled.TEMPLATES.values());
    }

    public static Set<String> ids() {
        return Bundled.TEMPLATES.keySet();
    }

    public static Optional<Template> find(String id) {
        return Optional.ofNullable(Bundled.TEMPLATES.get(id));
    }

    /// Read when the first is asked for.
    private static final class Bundled {
        private static final Map<String, Template> TEMPLATES = read();
    }

    private static Map<String, Template> read() {
        URL folder = Templates.class.getResource(FOLDER);
        if (folder == null) throw new FaultyTemplate("the templates are missing from this build");
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) return in(Path.of(uri));
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return in(jar.getPath(FOLDER));
            }
        } catch (IOException | URISyntaxException e) {
            throw new FaultyTemplate("the templates cannot be read");
        }
    }

    private static Map<String, Template> in(Path folder) throws IOException {
        Map<String, Template> templates = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(found -> found.toString().endsWith(ENDING)).toList()) {
                String name = String.valueOf(file.getFileName());
                String id = name.substring(0, name.length() - ENDING.length());
                try (InputStream in = Files.newInputStream(file)) {
                    templates.put(id, template(id, in.readAllBytes()));
                }
            }
        }
        return templates;
    }

    private static Template template(String id, byte[] yaml) {
        try {
            JsonNode root = new YAMLMapper().readTree(yaml);
            Map<String, Words> words = new HashMap<>();
            root.required("words").properties().forEach(entry -> words.put(entry.getKey(), words(entry.getValue())));
            return new Template(
                    id,
                    Urgency.valueOf(upper(root, "urgency")),
                    Severity.valueOf(upper(root, "severity")),
                    Certainty.valueOf(upper(root, "certainty")),
                    texts(root.required("indicators")),
                    words);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new FaultyTemplate("the template " + id + " has a fault: a key is missing or has no such value");
        }
    }

    private static String upper(JsonNode root, String key) {
        return root.required(key).asString().toUpperCase(Locale.ROOT);
    }

    private static Words words(JsonNode node) {
        return new Words(
                text(node, "event"),
                text(node, "headline"),
                text(node, "happens"),
                texts(node.required("ask")),
                texts(node.required("do")),
                texts(node.required("do-not")),
                text(node, "tell"));
    }

    private static String text(JsonNode node, String key) {
        String text = node.required(key).asString().strip();
        return FOLD.matcher(text).replaceAll("");
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : node) texts.add(item.asString().strip());
        return texts;
    }

    /// A template that ships has a fault.
    public static final class FaultyTemplate extends WaywardenException {
        private static final long serialVersionUID = 1L;

        FaultyTemplate(String sentence) {
            super(sentence);
        }
    }
}
