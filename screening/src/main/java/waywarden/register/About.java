package waywarden.register;

import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The encrypted part of a register: its entries and what a check needs to know of how it was made.
///
/// @param made           when
/// @param gram           letters in a gram
/// @param termLengths    lengths of the list terms that stand for themselves, in letters
/// @param elementLengths lengths of those that need company
/// @param elements       a set bit for each element's value, and for decoys
/// @param entries        with how much each holds
record About(Instant made, int gram, int[] termLengths, int[] elementLengths, byte[] elements, List<Held> entries) {

    /// An entry and how many fingerprints it has of each kind.
    record Held(Entry entry, int grams, int likeness, int terms) {}

    About {
        entries = List.copyOf(entries);
    }

    byte[] written() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("made", made.toString());
            json.writeNumberProperty("gram", gram);
            lengths(json, "termLengths", termLengths);
            lengths(json, "elementLengths", elementLengths);
            json.writeBinaryProperty("elements", elements);
            json.writeArrayPropertyStart("entries");
            for (Held held : entries) entry(json, held);
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void lengths(JsonGenerator json, String name, int[] lengths) {
        json.writeName(name);
        json.writeArray(lengths, 0, lengths.length);
    }

    private static void entry(JsonGenerator json, Held held) {
        Entry entry = held.entry();
        json.writeStartObject();
        json.writeStringProperty("label", entry.label());
        json.writeStringProperty("owner", entry.owner());
        json.writeStringProperty("level", entry.level());
        LocalDate expires = entry.expires();
        if (expires != null) json.writeStringProperty("expires", expires.toString());
        json.writeArrayPropertyStart("audiences");
        for (String audience : entry.audiences()) json.writeString(audience);
        json.writeEndArray();
        json.writeNumberProperty("grams", held.grams());
        json.writeNumberProperty("likeness", held.likeness());
        json.writeNumberProperty("terms", held.terms());
        json.writeEndObject();
    }

    /// @return null where the bytes are no description of this version
    static @Nullable About of(byte[] written) {
        try {
            JsonNode root = JsonMapper.shared().readTree(written);
            List<Held> entries = new ArrayList<>();
            for (JsonNode node : root.path("entries")) entries.add(held(node));
            return new About(
                    Instant.parse(root.path("made").asString()),
                    root.path("gram").asInt(),
                    lengths(root.path("termLengths")),
                    lengths(root.path("elementLengths")),
                    root.path("elements").binaryValue(),
                    entries);
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Held held(JsonNode node) {
        List<String> audiences = new ArrayList<>();
        for (JsonNode audience : node.path("audiences")) audiences.add(audience.asString());
        JsonNode expires = node.path("expires");
        Entry entry = new Entry(
                node.path("label").asString(),
                node.path("owner").asString(),
                node.path("level").asString(),
                expires.isMissingNode() ? null : LocalDate.parse(expires.asString()),
                audiences);
        return new Held(
                entry,
                node.path("grams").asInt(),
                node.path("likeness").asInt(),
                node.path("terms").asInt());
    }

    private static int[] lengths(JsonNode node) {
        int[] lengths = new int[node.size()];
        for (int i = 0; i < lengths.length; i++) lengths[i] = node.get(i).asInt();
        return lengths;
    }
}
