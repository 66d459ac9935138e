package waywarden.intake.json;

import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Lines;
import waywarden.intake.Reason;
import waywarden.intake.TranscriptSink;

/// Streams the records of a JSON export one by one, in memory that does not grow with the file. What is damaged or
/// cut short is read as far as it goes, and said.
///
/// Scalars are strings in the records, whatever they were in the file: exports write the same number as `1`, `"1"`
/// and `1.0`, and a number may be longer than any number type.
public final class JsonRecords {

    /// Most values in one record; no real message comes near.
    private static final int RECORD_VALUES = 10_000;

    private static final int STRING_CHARS = 1 << 22;

    /// A mapper costs more to make than a line to read.
    private static final Map<IntakeLimits, JsonMapper> MAPPERS = new ConcurrentHashMap<>();

    private final JsonParser parser;
    private final TranscriptSink sink;
    private int budget;

    private JsonRecords(JsonParser parser, TranscriptSink sink) {
        this.parser = parser;
        this.sink = sink;
    }

    /// Takes one record of the array, with the line it begins in.
    public interface Each {
        void record(long line, JsonNode record);
    }

    /// Takes a field beside the array of records.
    public interface Beside {
        void field(String name, JsonNode value);
    }

    /// Streams an array of records that is the whole file.
    public static void ofArray(Export export, IntakeLimits limits, TranscriptSink sink, Each each) throws IOException {
        over(export, limits, sink, records -> records.topArray(each));
    }

    /// Streams the array under this field of the object that is the whole file; the object's other fields go beside.
    public static void ofField(
            Export export, IntakeLimits limits, TranscriptSink sink, String field, Each each, Beside beside)
            throws IOException {
        over(export, limits, sink, records -> records.topObject(field, each, beside));
    }

    /// One JSON object in one line; null where it is none, and said.
    public static @Nullable JsonNode ofLine(String line, long number, IntakeLimits limits, TranscriptSink sink) {
        try (JsonParser parser = mapper(limits).createParser(line)) {
            JsonRecords records = new JsonRecords(parser, sink);
            records.budget = Integer.MAX_VALUE;
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                sink.loss(number, Reason.of("json-not-object"));
                return null;
            }
            JsonNode object = records.tree();
            if (parser.nextToken() != null) {
                sink.loss(number, Reason.of("json-trailing"));
            }
            return object;
        } catch (JacksonException damaged) {
            sink.loss(number, reason(damaged));
            return null;
        }
    }

    /// The text of a scalar field, or the empty string.
    public static String text(JsonNode record, String field) {
        return record.path(field).stringValue("");
    }

    private interface Reading {
        void read(JsonRecords records);
    }

    private static void over(Export export, IntakeLimits limits, TranscriptSink sink, Reading reading)
            throws IOException {
        try (Reader text = Lines.reader(export);
                JsonParser parser = mapper(limits).createParser(text)) {
            JsonRecords records = new JsonRecords(parser, sink);
            try {
                reading.read(records);
            } catch (JacksonIOException storage) {
                throw storage.getCause();
            } catch (JacksonException damaged) {
                sink.loss(records.line(), reason(damaged));
            }
        }
    }

    private static JsonMapper mapper(IntakeLimits limits) {
        return MAPPERS.computeIfAbsent(limits, JsonRecords::bounded);
    }

    private static JsonMapper bounded(IntakeLimits limits) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.nesting())
                .maxStringLength(Math.max(STRING_CHARS, limits.messageChars()))
                .maxDocumentLength(limits.fileBytes())
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .build();
    }

    private static Reason reason(JacksonException damaged) {
        return switch (damaged) {
            case UnexpectedEndOfInputException end -> Reason.of("json-cut-short");
            case StreamConstraintsException limit -> Reason.of("json-over-limit");
            default -> Reason.of("json-malformed");
        };
    }

    private void topArray(Each each) {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_ARRAY) {
            array(each);
            nothingFollows();
        } else {
            sink.loss(first == null ? 0 : line(), Reason.of(first == null ? "empty" : "json-not-array"));
        }
    }

    private void topObject(String field, Each each, Beside beside) {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            sink.loss(first == null ? 0 : line(), Reason.of(first == null ? "empty" : "json-not-object"));
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(field)) array(each);
            else beside.field(name, bounded());
        }
        nothingFollows();
    }

    private void array(Each each) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long line = line();
            JsonNode record = bounded();
            if (record.isObject()) each.record(line, record);
            else sink.loss(line, Reason.of("json-not-object"));
        }
    }

    private void nothingFollows() {
        if (parser.nextToken() != null) sink.loss(line(), Reason.of("json-trailing"));
    }

    private long line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private JsonNode bounded() {
        long line = line();
        budget = RECORD_VALUES;
        JsonNode tree = tree();
        if (budget <= 0) sink.loss(line, Reason.of("json-record-too-large", RECORD_VALUES));
        return tree;
    }

    /// The value at the parser; beyond the budget values are passed over.
    private JsonNode tree() {
        budget--;
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> list();
            case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
            default -> JsonNodeFactory.instance.stringNode(parser.getString());
        };
    }

    private ObjectNode object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (budget > 0) object.set(name, tree());
            else parser.skipChildren();
        }
        return object;
    }

    private ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (budget > 0) list.add(tree());
            else parser.skipChildren();
        }
        return list;
    }
}
