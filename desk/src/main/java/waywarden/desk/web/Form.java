package waywarden.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import waywarden.advisory.cap.Alert.Certainty;
import waywarden.advisory.cap.Alert.Severity;
import waywarden.advisory.cap.Alert.Urgency;
import waywarden.desk.Content;
import waywarden.desk.Content.Place;
import waywarden.desk.Content.Text;

/// Reads a warning's form. Whatever is written is taken; what is wrong with it, the rules say.
final class Form {

    private static final int MOST_DAYS = 366;
    private static final int MOST_LANGUAGES = 12;

    private final HttpServletRequest request;

    private Form(HttpServletRequest request) {
        this.request = request;
    }

    /// @param known what the form was filled with; it says what the form does not
    static Content read(HttpServletRequest request, Content known) {
        Form form = new Form(request);
        return new Content(
                known.template(),
                form.one("urgency", Urgency.class, known.urgency()),
                form.one("severity", Severity.class, known.severity()),
                form.one("certainty", Certainty.class, known.certainty()),
                request.getParameter("exercise") != null,
                form.place(),
                form.all("sector"),
                form.all("role"),
                form.days(known.days()),
                form.text("note"),
                form.texts());
    }

    private Place place() {
        return new Place(
                text("area"),
                request.getParameter("world") != null,
                codes("countries"),
                codes("parts"),
                lines("circles"),
                lines("polygons"));
    }

    private List<Text> texts() {
        List<Text> texts = new ArrayList<>();
        for (String language : all("language")) {
            String code = language.strip();
            if (code.isEmpty() || texts.size() == MOST_LANGUAGES) continue;
            texts.add(new Text(
                    code,
                    text("event-" + code),
                    text("headline-" + code),
                    text("description-" + code),
                    text("instruction-" + code),
                    text("contact-" + code)));
        }
        return texts;
    }

    private int days(int known) {
        try {
            return Math.clamp(Integer.parseInt(text("days")), 1, MOST_DAYS);
        } catch (NumberFormatException e) {
            return known;
        }
    }

    private String text(String name) {
        String text = request.getParameter(name);
        return text == null
                ? ""
                : text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    private List<String> all(String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    private List<String> codes(String name) {
        return Stream.of(text(name).toUpperCase(Locale.ROOT).split("[\\s,，、;]+", 300))
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
    }

    private List<String> lines(String name) {
        return text(name)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private <E extends Enum<E>> E one(String name, Class<E> type, E known) {
        String text = text(name);
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElse(known);
    }
}
