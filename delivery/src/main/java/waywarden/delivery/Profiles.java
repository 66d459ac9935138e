package waywarden.delivery;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import waywarden.advisory.area.Cell;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Stay;

/// What a warning is aimed by, as the database keeps it.
final class Profiles {

    private static final JsonMapper JSON = new JsonMapper();

    private Profiles() {}

    static String write(Person person) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode stays = root.putArray("stays");
        for (Stay stay : person.stays()) {
            ObjectNode node = stays.addObject();
            node.put("country", stay.country());
            if (stay.subdivision() != null) node.put("part", stay.subdivision());
            Cell cell = stay.cell();
            if (cell != null) node.putArray("cell").add(cell.south()).add(cell.west());
            if (stay.from() != null) node.put("from", stay.from().toString());
            if (stay.until() != null) node.put("until", stay.until().toString());
        }
        texts(root, "sectors", new TreeSet<>(person.sectors()));
        texts(root, "roles", new TreeSet<>(person.roles()));
        texts(root, "groups", new TreeSet<>(person.groups()));
        texts(root, "languages", person.languages());
        root.put("exercises", person.exercises());
        return JSON.writeValueAsString(root);
    }

    private static void texts(ObjectNode root, String key, Collection<String> texts) {
        if (texts.isEmpty()) return;
        ArrayNode array = root.putArray(key);
        texts.forEach(array::add);
    }

    static Person read(String written) {
        JsonNode root = JSON.readTree(written);
        List<Stay> stays = new ArrayList<>();
        for (JsonNode node : root.path("stays")) {
            stays.add(new Stay(
                    node.path("country").asString(""),
                    node.hasNonNull("part") ? node.path("part").asString("") : null,
                    node.hasNonNull("cell")
                            ? new Cell(
                                    node.path("cell").get(0).asDouble(),
                                    node.path("cell").get(1).asDouble())
                            : null,
                    date(node, "from"),
                    date(node, "until")));
        }
        return new Person(
                stays,
                new HashSet<>(texts(root, "sectors")),
                new HashSet<>(texts(root, "roles")),
                new HashSet<>(texts(root, "groups")),
                texts(root, "languages"),
                root.path("exercises").asBoolean(false));
    }

    private static @Nullable LocalDate date(JsonNode node, String key) {
        return node.hasNonNull(key) ? LocalDate.parse(node.path(key).asString("")) : null;
    }

    private static List<String> texts(JsonNode root, String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : root.path(key)) texts.add(item.asString(""));
        return texts;
    }
}
