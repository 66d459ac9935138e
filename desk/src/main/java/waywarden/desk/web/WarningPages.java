package waywarden.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waywarden.advisory.audience.Sector;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.template.Template;
import waywarden.advisory.template.Templates;
import waywarden.desk.Account;
import waywarden.desk.Action;
import waywarden.desk.Content;
import waywarden.desk.Content.Text;
import waywarden.desk.Messages.Written;
import waywarden.desk.Role;
import waywarden.desk.Warning;
import waywarden.desk.issuing.Issuing;
import waywarden.desk.issuing.Refused;
import waywarden.desk.store.Warnings;

/// Warnings on their way: written, checked as one types, approved, issued, updated, withdrawn.
@Controller
class WarningPages {

    private final Issuing issuing;
    private final Warnings warnings;

    WarningPages(Issuing issuing, Warnings warnings) {
        this.issuing = issuing;
        this.warnings = warnings;
    }

    /// The first page: what waits for somebody, what is under way, what is out.
    record Desk(List<Item> waiting, List<Item> checks, List<Item> underWay, List<Item> issued) {}

    /// A warning in a list.
    record Item(Warning warning, String headline, boolean latest) {}

    /// The form.
    record Edited(Warning warning, Content content, Checks checks, List<String> sectors, List<String> roles) {}

    /// A warning as it is.
    record Shown(
            Warning warning,
            Content content,
            Alert alert,
            Checks checks,
            List<Action> open,
            boolean latest,
            @Nullable Warning replaces) {

        boolean may(Action action) {
            return open.contains(action);
        }

        /// The place's own name, countries in words, parts as codes.
        String where(View view) {
            Locale locale = view.texts().locale();
            Content.Place place = content.place();
            List<String> words = new ArrayList<>();
            if (!place.name().isBlank()) words.add(place.name());
            if (place.world()) words.add(view.say("field.world"));
            place.countries().forEach(code -> words.add(country(code, locale)));
            words.addAll(place.parts());
            words.addAll(place.circles());
            return String.join(view.say("list.comma"), words);
        }

        private static String country(String code, Locale locale) {
            return code.matches("[A-Z]{2}") ? Locale.of("", code).getDisplayCountry(locale) : code;
        }
    }

    @GetMapping("/")
    ResponseEntity<String> desk(Visit visit) {
        Account by = visit.signedIn();
        List<Item> underWay =
                warnings.underWay().stream().map(w -> item(visit, w)).toList();
        Desk desk = new Desk(
                underWay.stream()
                        .filter(item -> issuing.open(item.warning(), by).contains(Action.APPROVE))
                        .toList(),
                warnings.awaitingAfterCheck().stream().map(w -> item(visit, w)).toList(),
                underWay,
                warnings.issued().stream().map(w -> item(visit, w)).toList());
        return visit.page("desk.jte", "desk", visit.texts().say("desk.title"), Map.of("page", desk));
    }

    private Item item(Visit visit, Warning warning) {
        return new Item(warning, headline(visit, warning.content()), warnings.isLatest(warning));
    }

    /// In the reader's language where the warning speaks it.
    static String headline(Visit visit, Content content) {
        return content.texts().stream()
                .filter(text -> text.language().startsWith(visit.texts().language()))
                .findFirst()
                .or(() -> content.texts().stream().findFirst())
                .map(Text::headline)
                .filter(headline -> !headline.isBlank())
                .orElse("–");
    }

    @GetMapping("/warnings/new")
    ResponseEntity<String> templates(Visit visit) {
        List<Template> templates = Templates.all();
        return visit.page("new.jte", "desk", visit.texts().say("new.title"), Map.of("templates", templates));
    }

    @PostMapping("/warnings/new")
    ResponseEntity<String> create(Visit visit, @RequestParam String template) {
        Warning warning = issuing.create(visit.signedIn(), template);
        return visit.to("/warnings/" + warning.id() + "/edit");
    }

    @GetMapping("/warnings/{id}")
    ResponseEntity<String> shown(Visit visit, @PathVariable String id) {
        Warning warning = issuing.find(id);
        Account by = visit.signedIn();
        Written written = issuing.written(warning);
        Alert out = issuing.issued(warning);
        Shown shown = new Shown(
                warning,
                warning.content(),
                out == null ? written.alert() : out,
                Checks.of(written, warning.content(), by, visit.texts()),
                issuing.open(warning, by),
                warnings.isLatest(warning),
                warning.replaces() == null ? null : issuing.find(warning.replaces()));
        return visit.page("warning.jte", "desk", headline(visit, warning.content()), Map.of("page", shown));
    }

    @GetMapping("/warnings/{id}/edit")
    ResponseEntity<String> edit(Visit visit, @PathVariable String id) {
        Warning warning = issuing.find(id);
        if (!issuing.open(warning, visit.signedIn()).contains(Action.EDIT)) {
            return visit.to("/warnings/" + id);
        }
        Edited edited = edited(visit, warning, warning.content());
        return visit.page("edit.jte", "desk", visit.texts().say("edit.title"), Map.of("page", edited));
    }

    private Edited edited(Visit visit, Warning warning, Content content) {
        return new Edited(
                warning,
                content,
                Checks.of(issuing.written(warning, content), content, visit.signedIn(), visit.texts()),
                List.of(Sector.values()).stream().map(Sector::code).toList(),
                List.of(waywarden.advisory.audience.Role.values()).stream()
                        .map(waywarden.advisory.audience.Role::code)
                        .toList());
    }

    /// What is against a rule in what the form holds now; nothing is kept.
    @PostMapping("/warnings/{id}/check")
    ResponseEntity<String> check(Visit visit, HttpServletRequest request, @PathVariable String id) {
        if (!visit.signedIn().is(Role.ISSUER)) throw new Refused(Refused.Kind.FORBIDDEN, "ROLE");
        Warning warning = issuing.find(id);
        Content content = Form.read(request, warning.content());
        Checks checks = Checks.of(issuing.written(warning, content), content, visit.signedIn(), visit.texts());
        return visit.fragment("checks.jte", Map.of("checks", checks));
    }

    /// Keeps what was written, adds a language where one is named, and goes where the button says.
    @PostMapping("/warnings/{id}/save")
    ResponseEntity<String> save(
            Visit visit,
            HttpServletRequest request,
            @PathVariable String id,
            @RequestParam int revision,
            @RequestParam(defaultValue = "") String then) {
        Account by = visit.signedIn();
        Content content = Form.read(request, issuing.find(id).content());
        try {
            issuing.save(by, id, revision, content);
            if (then.equals("language")) return visit.to("/warnings/" + id + "/edit#languages");
            if (then.equals("submit")) {
                issuing.submit(by, id);
                return visit.to("/warnings/" + id, visit.texts().say("did.submit"));
            }
            return visit.to("/warnings/" + id, visit.texts().say("did.edit"));
        } catch (Refused refused) {
            return visit.refused("/warnings/" + id + "/edit", Visit.said(visit.texts(), refused));
        }
    }

    @PostMapping("/warnings/{id}/submit")
    ResponseEntity<String> submit(Visit visit, @PathVariable String id) {
        return done(visit, id, "submit", () -> issuing.submit(visit.signedIn(), id));
    }

    @PostMapping("/warnings/{id}/approve")
    ResponseEntity<String> approve(Visit visit, @PathVariable String id, @RequestParam int revision) {
        return done(visit, id, "approve", () -> issuing.approve(visit.signedIn(), id, revision));
    }

    @PostMapping("/warnings/{id}/return")
    ResponseEntity<String> giveBack(Visit visit, @PathVariable String id, @RequestParam String words) {
        String bounded = words.length() > 2_000 ? words.substring(0, 2_000) : words;
        return done(visit, id, "return", () -> issuing.giveBack(visit.signedIn(), id, bounded));
    }

    @PostMapping("/warnings/{id}/issue")
    ResponseEntity<String> issue(Visit visit, @PathVariable String id) {
        return done(visit, id, "issue", () -> issuing.issue(visit.signedIn(), id));
    }

    @PostMapping("/warnings/{id}/issue-at-once")
    ResponseEntity<String> issueAtOnce(Visit visit, @PathVariable String id) {
        return done(visit, id, "issue-at-once", () -> issuing.issueAtOnce(visit.signedIn(), id));
    }

    @PostMapping("/warnings/{id}/confirm")
    ResponseEntity<String> confirm(Visit visit, @PathVariable String id) {
        return done(visit, id, "confirm", () -> issuing.confirm(visit.signedIn(), id));
    }

    @PostMapping("/warnings/{id}/discard")
    ResponseEntity<String> discard(Visit visit, @PathVariable String id) {
        return done(visit, id, "discard", () -> issuing.discard(visit.signedIn(), id));
    }

    @PostMapping("/warnings/{id}/update")
    ResponseEntity<String> update(Visit visit, @PathVariable String id) {
        Warning next = issuing.update(visit.signedIn(), id);
        return visit.to("/warnings/" + next.id() + "/edit");
    }

    @PostMapping("/warnings/{id}/withdraw")
    ResponseEntity<String> withdraw(Visit visit, @PathVariable String id, @RequestParam(defaultValue = "") String why) {
        String bounded = why.length() > 500 ? why.substring(0, 500) : why;
        Warning next = issuing.withdraw(visit.signedIn(), id, bounded.strip());
        return visit.to("/warnings/" + next.id(), visit.texts().say("did.withdraw"));
    }

    private static ResponseEntity<String> done(Visit visit, String id, String did, Runnable step) {
        try {
            step.run();
            return visit.to("/warnings/" + id, visit.texts().say("did." + did));
        } catch (Refused refused) {
            return visit.refused("/warnings/" + id, Visit.said(visit.texts(), refused));
        }
    }
}
