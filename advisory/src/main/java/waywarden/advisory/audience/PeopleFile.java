package waywarden.advisory.audience;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import waywarden.advisory.area.Cell;
import waywarden.advisory.area.Countries;
import waywarden.conversation.WaywardenException;

/// Reads what a person says of herself, in YAML, or of each person one line in JSON, which is YAML
/// too.
///
///     stays:
///       - {country: FR, part: FR-75, near: "48.9,2.3", from: 2026-03-01, until: 2027-02-28}
///     sectors: [semiconductors]
///     roles: [engineer]
///     languages: [zh, en]
///
/// A point under `near` is made a field of some fifty kilometres as it is read, and then forgotten;
/// where no country is written, it is the one that the point lies in.
public final class PeopleFile {

    private static final Set<String> KEYS = Set.of("stays", "sectors", "roles", "groups", "languages", "exercises");
    private static final Set<String> STAY_KEYS = Set.of("country", "part", "near", "from", "until");

    private final YAMLMapper mapper = new YAMLMapper();
    private final Set<String> sectors = codes(Sector.values());
    private final Set<String> roles = codes(Role.values());

    private static Set<String> codes(Enum<?>[] values) {
        Set<String> codes = new HashSet<>();
        for (Enum<?> value : values) codes.add(value.name().toLowerCase(java.util.Locale.ROOT));
        return codes;
    }

    /// @param source how a complaint names where it was read
    /// @throws UnusablePerson if it has faults
    public Person read(String yaml, String source) {
        List<String> complaints = new ArrayList<>();
        Person person = null;
        try {
            JsonNode root = mapper.readTree(yaml);
            if (root == null || !root.isObject()) complaints.add("there are no keys; `stays` is the first to write");
            else person = person(root, complaints);
        } catch (JacksonException e) {
            complaints.add("line " + e.getLocation().getLineNr() + " is not well-formed");
        }
        if (person == null || !complaints.isEmpty()) {
            throw new UnusablePerson(source + ": " + String.join("; ", complaints));
        }
        return person;
    }

    private Person person(JsonNode root, List<String> complaints) {
        keys("", root, KEYS, complaints);
        List<Stay> stays = new ArrayList<>();
        for (int i = 0; i < root.path("stays").size(); i++) {
            Stay stay = stay(root.path("stays").get(i), "stays[" + i + "]", complaints);
            if (stay != null) stays.add(stay);
        }
        return new Person(
                stays,
                known(root, "sectors", sectors, complaints),
                known(root, "roles", roles, complaints),
                new HashSet<>(texts(root, "groups")),
                texts(root, "languages"),
                root.path("exercises").asBoolean(false));
    }

    private static @Nullable Stay stay(JsonNode node, String at, List<String> complaints) {
        keys(at + ".", node, STAY_KEYS, complaints);
        try {
            double[] near = node.hasNonNull("near") ? near(node.path("near").asString("")) : null;
            String country = node.path("country").asString("");
            Cell cell = near == null ? null : Cell.around(near[0], near[1]);
            if (country.isEmpty() && near != null) country = country(near);
            return new Stay(
                    country,
                    node.hasNonNull("part") ? node.path("part").asString("") : null,
                    cell,
                    date(node, "from"),
                    date(node, "until"));
        } catch (DateTimeException e) {
            complaints.add("`" + at + "` has a date that is none; write it as 2026-03-14");
        } catch (IllegalArgumentException e) {
            complaints.add("`" + at + "`: " + e.getMessage());
        }
        return null;
    }

    private static String country(double[] near) {
        return Countries.bundled()
                .flatMap(countries -> countries.at(near[0], near[1]))
                .orElseThrow(() -> new IllegalArgumentException(
                        "`near` lies in no country that is known here; write `country` beside it"));
    }

    private static double[] near(String written) {
        String[] parts = written.split(",", -1);
        if (parts.length != 2) throw new IllegalArgumentException("`near` is written as latitude,longitude");
        try {
            return new double[] {Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip())};
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("`near` is written as latitude,longitude", e);
        }
    }

    private static @Nullable LocalDate date(JsonNode node, String key) {
        return node.hasNonNull(key) ? LocalDate.parse(node.path(key).asString("")) : null;
    }

    private static Set<String> known(JsonNode root, String key, Set<String> known, List<String> complaints) {
        Set<String> found = new HashSet<>(texts(root, key));
        for (String one : found) {
            if (!known.contains(one)) {
                complaints.add("`" + key + "` knows " + String.join(", ", new java.util.TreeSet<>(known)));
            }
        }
        return found;
    }

    private static List<String> texts(JsonNode root, String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : root.path(key)) texts.add(item.asString("").strip());
        return texts;
    }

    private static void keys(String prefix, JsonNode node, Set<String> known, List<String> complaints) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                complaints.add("`" + prefix + entry.getKey() + "` is not a key here; known are "
                        + String.join(", ", new java.util.TreeSet<>(known)));
            }
        }
    }

    /// What a person says of herself has faults; the sentence names each with its key.
    public static final class UnusablePerson extends WaywardenException {
        private static final long serialVersionUID = 1L;

        UnusablePerson(String sentence) {
            super(sentence);
        }
    }
}
