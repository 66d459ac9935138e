package waywarden.desk;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.audience.Targets;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Area;
import waywarden.advisory.cap.Alert.Category;
import waywarden.advisory.cap.Alert.Certainty;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.Alert.Named;
import waywarden.advisory.cap.Alert.Reference;
import waywarden.advisory.cap.Alert.ResponseType;
import waywarden.advisory.cap.Alert.Scope;
import waywarden.advisory.cap.Alert.Severity;
import waywarden.advisory.cap.Alert.Status;
import waywarden.advisory.cap.Alert.Urgency;
import waywarden.advisory.cap.CapVersion;
import waywarden.advisory.template.Draft;
import waywarden.advisory.template.Template;
import waywarden.advisory.template.Templates;

/// What the desk writes of a warning; all the rest follows from it.
///
/// @param template of the pattern; its indicators go with the warning
/// @param exercise whether every word of it is marked as an exercise
/// @param days     it holds for
/// @param note     why it is updated or withdrawn; empty where nothing is to be said
/// @param texts    one for a language, in the order shown
public record Content(
        String template,
        Urgency urgency,
        Severity severity,
        Certainty certainty,
        boolean exercise,
        Place place,
        List<String> sectors,
        List<String> roles,
        int days,
        String note,
        List<Text> texts) {

    private static final int USUAL_DAYS = 30;
    private static final Map<String, String> EXERCISE = Map.of("zh", "演习：");

    public Content {
        Objects.requireNonNull(template);
        Objects.requireNonNull(urgency);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(certainty);
        Objects.requireNonNull(place);
        Objects.requireNonNull(note);
        sectors = List.copyOf(sectors);
        roles = List.copyOf(roles);
        texts = List.copyOf(texts);
    }

    /// Where.
    ///
    /// @param circles  `lat,lon kilometres`
    /// @param polygons `lat,lon lat,lon …`
    public record Place(
            String name,
            boolean world,
            List<String> countries,
            List<String> parts,
            List<String> circles,
            List<String> polygons) {

        public static final Place NONE = new Place("", false, List.of(), List.of(), List.of(), List.of());

        public Place {
            Objects.requireNonNull(name);
            countries = List.copyOf(countries);
            parts = List.copyOf(parts);
            circles = List.copyOf(circles);
            polygons = List.copyOf(polygons);
        }

        private List<Area> areas(String everywhere) {
            List<Named> codes = new ArrayList<>();
            if (world) codes.add(new Named(Targets.REGION, Targets.WORLD));
            countries.forEach(code -> codes.add(new Named(Targets.COUNTRY, code)));
            parts.forEach(code -> codes.add(new Named(Targets.SUBDIVISION, code)));
            if (codes.isEmpty() && circles.isEmpty() && polygons.isEmpty()) return List.of();
            String said = Stream.concat(countries.stream(), parts.stream())
                    .reduce((a, b) -> a + ", " + b)
                    .orElse(world ? everywhere : "-");
            return List.of(new Area(name.isBlank() ? said : name, polygons, circles, codes, null, null));
        }
    }

    /// What is said in one language.
    public record Text(
            String language, String event, String headline, String description, String instruction, String contact) {

        public Text {
            Objects.requireNonNull(language);
            Objects.requireNonNull(event);
            Objects.requireNonNull(headline);
            Objects.requireNonNull(description);
            Objects.requireNonNull(instruction);
            Objects.requireNonNull(contact);
        }

        private Text without(String mark) {
            String bare = headline.startsWith(mark) ? headline.substring(mark.length()) : headline;
            return new Text(language, event, bare, description, instruction, contact);
        }
    }

    /// As the template has it, to be filled in.
    public static Content of(Template template, boolean exercise) {
        OffsetDateTime any = OffsetDateTime.parse("2026-01-01T00:00:00-00:00");
        List<String> languages = template.words().keySet().stream().sorted().toList();
        Alert filled = new Draft(
                        "x", "x", null, any, any, false, List.of(), List.of(), List.of(), null, languages, null)
                .from(template);
        List<Text> texts = filled.infos().stream().map(Content::text).toList();
        return new Content(
                template.id(),
                template.urgency(),
                template.severity(),
                template.certainty(),
                exercise,
                Place.NONE,
                List.of(),
                List.of(),
                USUAL_DAYS,
                "",
                texts);
    }

    private static Text text(Info info) {
        return new Text(
                        info.spoken(),
                        info.event(),
                        or(info.headline()),
                        or(info.description()),
                        or(info.instruction()),
                        or(info.contact()))
                .without(mark(info.spoken()));
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String mark(String language) {
        return EXERCISE.getOrDefault(language.split("-", 2)[0], "EXERCISE: ");
    }

    /// Whether it may be issued by one person, with the second one's look after it.
    public boolean isUrgent() {
        return severity == Severity.EXTREME && urgency == Urgency.IMMEDIATE;
    }

    public Content withNote(String words) {
        return new Content(template, urgency, severity, certainty, exercise, place, sectors, roles, days, words, texts);
    }

    /// As an exercise, or in earnest.
    public Content with(boolean asExercise) {
        return new Content(
                template, urgency, severity, certainty, asExercise, place, sectors, roles, days, note, texts);
    }

    /// The message, in our own profile.
    ///
    /// @param earlier what it takes the place of; null for a new warning
    public Alert alert(String identifier, Sender from, OffsetDateTime sent, @Nullable Reference earlier) {
        return new Alert(
                CapVersion.V1_2,
                identifier,
                from.address(),
                sent,
                exercise ? Status.EXERCISE : Status.ACTUAL,
                earlier == null ? MessageType.ALERT : MessageType.UPDATE,
                null,
                Scope.PUBLIC,
                null,
                List.of(),
                List.of(Targets.PROFILE),
                written(),
                earlier == null ? List.of() : List.of(earlier),
                List.of(),
                texts.stream()
                        .map(text -> info(text, from, sent.plusDays(days)))
                        .toList());
    }

    /// An exercise says so in its note, whatever else that says.
    @Nullable
    String written() {
        if (!exercise) return blankIsNull(note);
        return note.isBlank() ? "EXERCISE 演习" : "EXERCISE 演习. " + note;
    }

    /// Who issues.
    ///
    /// @param address the `sender` of every message
    /// @param name    shown to readers
    public record Sender(String address, String name) {}

    private Info info(Text text, Sender from, OffsetDateTime expires) {
        return new Info(
                text.language(),
                List.of(Category.SECURITY),
                text.event(),
                List.of(ResponseType.MONITOR),
                urgency,
                severity,
                certainty,
                null,
                List.of(new Named(Targets.PATTERN, template)),
                null,
                null,
                expires,
                from.name(),
                exercise ? mark(text.language()) + text.headline() : text.headline(),
                blankIsNull(text.description()),
                blankIsNull(text.instruction()),
                null,
                blankIsNull(text.contact()),
                parameters(),
                List.of(),
                place.areas(text.language().startsWith("zh") ? "各国" : "all countries"));
    }

    private static @Nullable String blankIsNull(String text) {
        return text.isBlank() ? null : text;
    }

    private List<Named> parameters() {
        List<Named> parameters = new ArrayList<>();
        sectors.forEach(sector -> parameters.add(new Named(Targets.SECTOR, sector)));
        roles.forEach(role -> parameters.add(new Named(Targets.ROLE, role)));
        Templates.find(template)
                .ifPresent(found -> found.indicators().forEach(id -> parameters.add(new Named(Targets.INDICATOR, id))));
        return parameters;
    }
}
