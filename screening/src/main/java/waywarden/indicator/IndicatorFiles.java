package waywarden.indicator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import waywarden.conversation.Speaker;
import waywarden.indicator.Condition.After;
import waywarden.indicator.Condition.AnyPhrase;
import waywarden.indicator.Condition.Near;
import waywarden.indicator.Condition.PhraseSet;
import waywarden.indicator.Condition.Unless;
import waywarden.indicator.Indicator.Example;
import waywarden.indicator.Indicator.Kind;
import waywarden.indicator.Indicator.ReadBy;
import waywarden.indicator.Indicator.Turn;

/// Reads indicator files. Every complaint names the file and the key, for the author.
public final class IndicatorFiles {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> KEYS = Set.of(
            "says",
            "strength",
            "lever",
            "read-by",
            "from",
            "when",
            "hits",
            "misses",
            "look-alike",
            "check",
            "advice",
            "sources");
    private static final Set<String> CONDITION_KEYS = Set.of("any", "near", "within-words", "not", "after");
    private static final Set<String> AFTER_KEYS = Set.of("any", "from", "within-messages");

    private final List<Indicator> indicators = new ArrayList<>();
    private final List<PhraseSet> sets = new ArrayList<>();

    /// Reads every `<folder>/<id>-<name>.yaml` below a folder.
    ///
    /// @throws FaultyIndicatorFile if a file is not as it should be
    public static IndicatorCatalog in(Path folder) throws IOException {
        IndicatorFiles files = new IndicatorFiles();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                files.add(path.toString(), Files.readString(path));
            }
        }
        return files.catalog();
    }

    /// Adds one file.
    ///
    /// @param path `<folder>/<id>-<name>.yaml`
    /// @throws FaultyIndicatorFile if the file is not as it should be
    public IndicatorFiles add(String path, String yaml) {
        try {
            indicators.add(indicator(path, YAML.readTree(yaml)));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new FaultyIndicatorFile(path, String.valueOf(e.getMessage()));
        }
        return this;
    }

    public IndicatorCatalog catalog() {
        return new IndicatorCatalog(indicators, sets);
    }

    private Indicator indicator(String path, JsonNode root) {
        checkKeys(root, KEYS);
        String[] parts = path.split("/");
        Kind kind = Kind.valueOf(parts[parts.length - 2].toUpperCase(Locale.ROOT));
        String[] name = parts[parts.length - 1].split("-", 3);
        if (name.length < 3) throw new IllegalArgumentException("the file's name is not <id>-<name>.yaml");
        return new Indicator(
                name[0] + "-" + name[1],
                kind,
                texts(root, "says"),
                Strength.valueOf(word(root, "strength").toUpperCase(Locale.ROOT)),
                strings(root.get("lever")),
                strings(root.get("read-by")).stream()
                        .map(reader -> ReadBy.valueOf(reader.toUpperCase(Locale.ROOT)))
                        .toList(),
                kind == Kind.WORKER ? Speaker.WORKER : speaker(root.get("from"), Speaker.CONTACT),
                conditions(root.get("when")),
                examples(root.get("hits")),
                examples(root.get("misses")),
                texts(root, "look-alike"),
                texts(root, "check"),
                texts(root, "advice"),
                strings(root.get("sources")));
    }

    private Map<String, List<Condition>> conditions(@Nullable JsonNode node) {
        Map<String, List<Condition>> byLanguage = new LinkedHashMap<>();
        if (node == null) return byLanguage;
        for (Map.Entry<String, JsonNode> language : node.properties()) {
            List<Condition> conditions = new ArrayList<>();
            for (JsonNode condition : language.getValue()) conditions.add(condition(condition));
            byLanguage.put(language.getKey(), List.copyOf(conditions));
        }
        return byLanguage;
    }

    private Condition condition(JsonNode node) {
        checkKeys(node, CONDITION_KEYS);
        PhraseSet any = phrases(node, "any");
        Condition condition = node.has("near")
                ? new Near(any, phrases(node, "near"), number(node, "within-words", 12))
                : new AnyPhrase(any);
        if (node.has("not")) condition = new Unless(condition, phrases(node, "not"));
        JsonNode after = node.get("after");
        if (after == null) return condition;
        checkKeys(after, AFTER_KEYS);
        return new After(
                condition,
                phrases(after, "any"),
                speaker(after.get("from"), Speaker.CONTACT),
                number(after, "within-messages", 4));
    }

    private PhraseSet phrases(JsonNode node, String key) {
        List<String> phrases = strings(node.get(key));
        if (phrases.isEmpty()) throw new IllegalArgumentException("`" + key + "` has no phrase");
        PhraseSet set =
                new PhraseSet(sets.size(), phrases.stream().map(Phrase::of).toList());
        sets.add(set);
        return set;
    }

    private static Map<String, List<Example>> examples(@Nullable JsonNode node) {
        Map<String, List<Example>> byLanguage = new LinkedHashMap<>();
        if (node == null) return byLanguage;
        for (Map.Entry<String, JsonNode> language : node.properties()) {
            List<Example> examples = new ArrayList<>();
            for (JsonNode example : language.getValue()) {
                List<Turn> turns = new ArrayList<>();
                if (example.isArray()) for (JsonNode turn : example) turns.add(turn(turn.asString()));
                else turns.add(turn(example.asString()));
                examples.add(new Example(turns));
            }
            byLanguage.put(language.getKey(), List.copyOf(examples));
        }
        return byLanguage;
    }

    private static Turn turn(String text) {
        if (text.startsWith("worker: ")) return new Turn(Speaker.WORKER, text.substring(8));
        if (text.startsWith("contact: ")) return new Turn(Speaker.CONTACT, text.substring(9));
        return new Turn(Speaker.CONTACT, text);
    }

    private static Speaker speaker(@Nullable JsonNode node, Speaker otherwise) {
        return node == null ? otherwise : Speaker.valueOf(node.asString().toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> texts(JsonNode root, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        JsonNode node = root.get(key);
        if (node == null || !node.isObject()) {
            throw new IllegalArgumentException("`" + key + "` must give a text for each language");
        }
        for (Map.Entry<String, JsonNode> language : node.properties()) {
            texts.put(language.getKey(), language.getValue().asString());
        }
        return texts;
    }

    private static String word(JsonNode root, String key) {
        JsonNode node = root.get(key);
        if (node == null) throw new IllegalArgumentException("`" + key + "` is missing");
        return node.asString();
    }

    private static int number(JsonNode node, String key, int otherwise) {
        JsonNode value = node.get(key);
        return value == null ? otherwise : value.asInt();
    }

    private static List<String> strings(@Nullable JsonNode node) {
        if (node == null) return List.of();
        if (!node.isArray()) return Arrays.asList(node.asString());
        List<String> strings = new ArrayList<>();
        for (JsonNode element : node) strings.add(element.asString());
        return List.copyOf(strings);
    }

    private static void checkKeys(JsonNode node, Set<String> allowed) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!allowed.contains(entry.getKey())) {
                throw new IllegalArgumentException("`" + entry.getKey() + "` is not a key here");
            }
        }
    }
}
