package waywarden.screening;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import waywarden.phase.PhaseModel;
import waywarden.screening.ScreeningModel.Thresholds;

/// Reads the readable part of the model. By hand: to let a library find the records' parts by itself takes longer than
/// all the rest of a start.
///
/// @param phases     the fitted numbers of the phase model
/// @param message    tells what a single message does
/// @param thresholds of concern
record FittedFile(PhaseModel.Parameters phases, MessagePhase message, Thresholds thresholds) {

    /// @throws IOException where it is not as it should be
    static FittedFile read(InputStream in) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in.readAllBytes())) {
            parser.nextToken();
            Fields file = Fields.of(value(parser));
            return new FittedFile(
                    phases(file.fields("phases")),
                    new MessagePhase(file.fields("message").list("weights", FittedFile::numbers)),
                    thresholds(file.fields("thresholds")));
        } catch (JacksonException | ClassCastException | IllegalArgumentException e) {
            throw new IOException("the phase model's file is not as it should be", e);
        }
    }

    private static PhaseModel.Parameters phases(Fields of) {
        Fields course = of.fields("course");
        Fields calibration = of.fields("calibration");
        return new PhaseModel.Parameters(
                of.number("prior"),
                of.number("begin"),
                of.number("deepen"),
                of.number("leap"),
                of.number("exploit"),
                of.number("fade"),
                of.number("halfLife"),
                new PhaseModel.Course(course.number("contact"), course.number("trust"), course.number("exploit")),
                of.list("contrasts", value -> {
                    Fields contrast = Fields.of(value);
                    return new PhaseModel.Contrast(contrast.text("head"), contrast.number("weight"));
                }),
                new PhaseModel.Calibration(calibration.number("slope"), calibration.number("offset")),
                of.has("depth") ? depth(of.fields("depth")) : null,
                of.list("evidence", value -> evidence(Fields.of(value))));
    }

    private static PhaseModel.Depth depth(Fields of) {
        return new PhaseModel.Depth(stage(of.fields("trust")), stage(of.fields("exploit")));
    }

    private static PhaseModel.Stage stage(Fields of) {
        return new PhaseModel.Stage(of.number("offset"), of.number("filter"), of.list("signs", value -> {
            Fields sign = Fields.of(value);
            return new PhaseModel.Sign(
                    sign.text("head"), sign.number("first"), sign.number("strongest"), sign.number("usual"));
        }));
    }

    private static PhaseModel.Evidence evidence(Fields of) {
        return new PhaseModel.Evidence(
                of.text("name"),
                of.list("indicators", String.class::cast),
                of.number("contact"),
                of.number("trust"),
                of.number("exploit"));
    }

    private static Thresholds thresholds(Fields of) {
        return new Thresholds(of.number("notice"), of.number("verify"), of.number("alarm"), of.number("stop"));
    }

    private static List<Double> numbers(Object list) {
        return ((List<?>) list).stream().map(Double.class::cast).toList();
    }

    /// An object's fields; what is missing is a fault.
    private record Fields(Map<?, ?> values) {

        static Fields of(@Nullable Object value) {
            if (value == null) throw new IllegalArgumentException("an object is missing");
            return new Fields((Map<?, ?>) value);
        }

        boolean has(String name) {
            return values.get(name) != null;
        }

        private Object get(String name) {
            Object value = values.get(name);
            if (value == null) throw new IllegalArgumentException(name + " is missing");
            return value;
        }

        double number(String name) {
            return (Double) get(name);
        }

        String text(String name) {
            return (String) get(name);
        }

        Fields fields(String name) {
            return of(get(name));
        }

        <T> List<T> list(String name, Function<Object, T> each) {
            List<T> list = new ArrayList<>();
            for (Object value : (List<?>) get(name)) list.add(each.apply(value));
            return list;
        }
    }

    /// Objects as maps, arrays as lists, all numbers as doubles.
    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) throw new IllegalArgumentException("the file ends early");
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException("neither a number nor a text");
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static List<@Nullable Object> array(JsonParser parser) {
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) values.add(value(parser));
        return values;
    }
}
