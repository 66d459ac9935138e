package waywarden.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import waywarden.advisory.audience.Audience;
import waywarden.advisory.audience.Headcount;
import waywarden.advisory.audience.Person;
import waywarden.advisory.cap.Alert;
import waywarden.delivery.Subscriptions;
import waywarden.desk.Content;
import waywarden.desk.Messages.Written;
import waywarden.desk.Warning;
import waywarden.desk.issuing.Issuing;
import waywarden.result.Texts;

/// Who would get a warning, in numbers, before it is sent. The same function counts and sends.
@Controller
class AudiencePart {

    private final Issuing issuing;
    private final Subscriptions subscriptions;
    private final InstantSource clock;

    AudiencePart(Issuing issuing, Subscriptions subscriptions, waywarden.desk.server.Setup setup) {
        this.issuing = issuing;
        this.subscriptions = subscriptions;
        this.clock = setup.clock();
    }

    /// @param says   the number in a sentence
    /// @param groups lines of smaller numbers; none where they could point at somebody
    record Counted(String says, List<Group> groups) {}

    record Group(String title, List<String> lines) {}

    @PostMapping("/warnings/{id}/audience")
    ResponseEntity<String> audience(Visit visit, HttpServletRequest request, @PathVariable String id) {
        Warning warning = issuing.find(id);
        boolean form = request.getParameter("severity") != null;
        Content content = form ? Form.read(request, warning.content()) : warning.content();
        Written written = issuing.written(warning, content);
        Counted counted = counted(written.alert(), visit.texts());
        return visit.fragment("audience.jte", Map.of("counted", counted));
    }

    Counted counted(Alert alert, Texts texts) {
        if (alert.infos().isEmpty()) return new Counted(texts.say("audience.rules"), List.of());
        List<Person> people = new ArrayList<>();
        subscriptions.forEachPerson(people::add);
        Headcount count = Headcount.of(Audience.of(alert), people, clock.instant());
        if (count.reached() == 0) return new Counted(texts.say("audience.none"), List.of());
        if (!Headcount.isTold(count.reached())) {
            return new Counted(texts.say("audience.few", Headcount.FLOOR), List.of());
        }
        // Who is left out must not follow from the two numbers either.
        boolean rest = Headcount.isTold(people.size() - count.reached());
        String says = rest
                ? texts.say("audience.people", count.reached(), people.size())
                : texts.say("audience.some", count.reached());
        Map<String, Integer> places = new TreeMap<>();
        count.places().forEach((kind, number) -> places.merge(texts.say("place." + kind), number, Integer::sum));
        Map<String, Integer> languages = new TreeMap<>();
        count.languages()
                .forEach(
                        (language, number) -> languages.merge(texts.named("language", language), number, Integer::sum));
        Map<String, Integer> passed = new TreeMap<>();
        count.passed().forEach((kind, number) -> passed.merge(texts.say("passed." + kind), number, Integer::sum));
        List<Group> groups = Stream.of(
                        new Group(texts.say("audience.by.place"), lines(places, texts)),
                        new Group(texts.say("audience.by.language"), lines(languages, texts)),
                        new Group(texts.say("audience.not"), lines(passed, texts)))
                .filter(group -> !group.lines().isEmpty())
                .toList();
        return new Counted(says, groups);
    }

    /// Where one number is too small to tell, none of them is told: the others and the whole would
    /// give it away.
    private static List<String> lines(Map<String, Integer> numbers, Texts texts) {
        if (numbers.values().stream().anyMatch(number -> !Headcount.isTold(number))) {
            return numbers.isEmpty() ? List.of() : List.of(texts.say("audience.small", Headcount.FLOOR));
        }
        return numbers.entrySet().stream()
                .map(entry -> entry.getKey() + texts.say("list.colon") + entry.getValue())
                .toList();
    }
}
