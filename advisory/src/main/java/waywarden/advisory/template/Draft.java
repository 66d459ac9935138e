package waywarden.advisory.template;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.audience.Targets;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Area;
import waywarden.advisory.cap.Alert.Category;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.Alert.Named;
import waywarden.advisory.cap.Alert.Reference;
import waywarden.advisory.cap.Alert.ResponseType;
import waywarden.advisory.cap.Alert.Scope;
import waywarden.advisory.cap.Alert.Status;
import waywarden.advisory.cap.CapVersion;
import waywarden.advisory.template.Template.Words;

/// What an issuer fills into a template.
///
/// @param identifier new for every message
/// @param contact    whom to tell, where the issuer has an office of its own; null for the template's
///                   general advice
/// @param languages  of the template's; each becomes one info
/// @param updates    the message this one takes the place of; null where it is a new warning
public record Draft(
        String identifier,
        String sender,
        @Nullable String senderName,
        OffsetDateTime sent,
        OffsetDateTime expires,
        boolean exercise,
        List<Area> areas,
        List<String> sectors,
        List<String> roles,
        @Nullable String contact,
        List<String> languages,
        @Nullable Reference updates) {

    private static final Map<String, Headings> HEADINGS = Map.of(
            "en", new Headings("Ask yourself:", "Do:", "Do not:", "EXERCISE: "),
            "zh", new Headings("问问自己：", "要做的：", "不要做的：", "演习："));

    public Draft {
        areas = List.copyOf(areas);
        sectors = List.copyOf(sectors);
        roles = List.copyOf(roles);
        languages = List.copyOf(languages);
    }

    private record Headings(String ask, String does, String doNot, String exercise) {}

    /// The warning, in our own profile.
    public Alert from(Template template) {
        return new Alert(
                CapVersion.V1_2,
                identifier,
                sender,
                sent,
                exercise ? Status.EXERCISE : Status.ACTUAL,
                updates == null ? MessageType.ALERT : MessageType.UPDATE,
                null,
                Scope.PUBLIC,
                null,
                List.of(),
                List.of(Targets.PROFILE),
                exercise ? "EXERCISE 演习" : null,
                updates == null ? List.of() : List.of(updates),
                List.of(),
                languages.stream().map(language -> info(template, language)).toList());
    }

    /// The withdrawal of an earlier message.
    public static Alert cancel(Alert earlier, String identifier, OffsetDateTime sent, @Nullable String why) {
        return new Alert(
                CapVersion.V1_2,
                identifier,
                earlier.sender(),
                sent,
                earlier.status(),
                MessageType.CANCEL,
                null,
                earlier.scope(),
                earlier.restriction(),
                earlier.addresses(),
                earlier.codes(),
                why,
                List.of(earlier.reference()),
                earlier.incidents(),
                List.of());
    }

    private Info info(Template template, String language) {
        Words words = template.words().getOrDefault(language, english(template));
        Headings headings = HEADINGS.getOrDefault(language, HEADINGS.get("en"));
        String mark = exercise && headings != null ? headings.exercise() : "";
        return new Info(
                language,
                List.of(Category.SECURITY),
                words.event(),
                List.of(ResponseType.MONITOR),
                template.urgency(),
                template.severity(),
                template.certainty(),
                null,
                List.of(new Named(Targets.PATTERN, template.id())),
                null,
                null,
                expires,
                senderName,
                mark + words.headline(),
                words.happens(),
                headings == null ? "" : instruction(words, headings),
                null,
                contact == null ? words.tell() : contact,
                parameters(template),
                List.of(),
                areas);
    }

    private static Words english(Template template) {
        Words english = template.words().get("en");
        if (english == null) throw new Templates.FaultyTemplate("the template " + template.id() + " has no English");
        return english;
    }

    private static String instruction(Words words, Headings headings) {
        StringBuilder text = new StringBuilder();
        section(text, headings.ask(), words.ask());
        section(text, headings.does(), words.does());
        section(text, headings.doNot(), words.doNot());
        return text.append(words.tell()).toString();
    }

    private static void section(StringBuilder text, String heading, List<String> lines) {
        text.append(heading).append('\n');
        for (String line : lines) text.append("- ").append(line).append('\n');
        text.append('\n');
    }

    private List<Named> parameters(Template template) {
        List<Named> parameters = new ArrayList<>();
        sectors.forEach(sector -> parameters.add(new Named(Targets.SECTOR, sector)));
        roles.forEach(role -> parameters.add(new Named(Targets.ROLE, role)));
        template.indicators().forEach(id -> parameters.add(new Named(Targets.INDICATOR, id)));
        return parameters;
    }
}
