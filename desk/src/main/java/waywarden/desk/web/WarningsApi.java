package waywarden.desk.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import waywarden.desk.Account;
import waywarden.desk.Action;
import waywarden.desk.Content;
import waywarden.desk.Messages.Written;
import waywarden.desk.Warning;
import waywarden.desk.Warning.AfterCheck;
import waywarden.desk.Warning.Issue;
import waywarden.desk.Warning.Kind;
import waywarden.desk.Warning.Stage;
import waywarden.desk.issuing.Issuing;
import waywarden.desk.issuing.Refused;
import waywarden.desk.store.Accounts;
import waywarden.desk.store.Warnings;

/// The same steps as the pages, for programs. Each request names its account by HTTP Basic; each step
/// is refused to whom the pages would refuse it.
@RestController
@RequestMapping(path = "/api/v1/warnings", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "warnings", description = "Warnings: written, approved by a second person, issued, updated, withdrawn")
@SecurityRequirement(name = "account")
class WarningsApi {

    private final Issuing issuing;
    private final Warnings warnings;
    private final Accounts accounts;

    WarningsApi(Issuing issuing, Warnings warnings, Accounts accounts) {
        this.issuing = issuing;
        this.warnings = warnings;
        this.accounts = accounts;
    }

    /// A warning as programs see it.
    ///
    /// @param message where the signed message lies; null before it is issued
    /// @param open    what this account may do with it now
    record Shown(
            String id,
            Kind kind,
            Stage stage,
            int revision,
            Content content,
            Set<String> editors,
            @Nullable String replaces,
            @Nullable String returned,
            @Nullable String approvedBy,
            @Nullable String issuedBy,
            @Nullable Instant issuedAt,
            @Nullable Integer version,
            @Nullable String message,
            @Nullable AfterCheck afterCheck,
            List<String> open) {}

    /// @param template of the pattern
    record New(String template) {}

    /// @param revision of the warning it was written on
    record Change(int revision, Content content) {}

    /// @param revision of what was looked at; for approving
    /// @param words    why; for giving back and withdrawing
    record Step(@Nullable Integer revision, @Nullable String words) {}

    record Fault(String rule, boolean refuses, String says, String mend, String field, String language) {}

    @GetMapping
    @Operation(summary = "All that is under way and the newest that are issued")
    List<Shown> all(Principal principal) {
        Account by = by(principal);
        return Stream.concat(warnings.underWay().stream(), warnings.issued().stream())
                .map(warning -> shown(warning, by))
                .toList();
    }

    @GetMapping("/{id}")
    @Operation(summary = "One warning")
    Shown one(Principal principal, @PathVariable String id) {
        return shown(issuing.find(id), by(principal));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Begins a warning from a template")
    ResponseEntity<Shown> create(Principal principal, @RequestBody New wanted) {
        Account by = by(principal);
        return ResponseEntity.status(HttpStatus.CREATED).body(shown(issuing.create(by, wanted.template()), by));
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Changes what a warning says; an approval it had is gone")
    Shown change(Principal principal, @PathVariable String id, @RequestBody Change change) {
        Account by = by(principal);
        return shown(issuing.save(by, id, change.revision(), change.content()), by);
    }

    @PostMapping(path = "/{id}/{step}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "A step: submit, approve, return, issue, issue-at-once, confirm, update, withdraw, discard",
            description = "update and withdraw begin a new warning, which is given back.")
    Shown step(Principal principal, @PathVariable String id, @PathVariable String step, @RequestBody Step how) {
        Account by = by(principal);
        String words = how.words() == null ? "" : how.words();
        if (words.length() > 2_000) words = words.substring(0, 2_000);
        Warning next = switch (action(step)) {
            case SUBMIT -> issuing.submit(by, id);
            case APPROVE -> issuing.approve(by, id, Objects.requireNonNullElse(how.revision(), 0));
            case RETURN -> issuing.giveBack(by, id, words);
            case ISSUE -> issuing.issue(by, id);
            case ISSUE_AT_ONCE -> issuing.issueAtOnce(by, id);
            case CONFIRM -> issuing.confirm(by, id);
            case UPDATE -> issuing.update(by, id);
            case WITHDRAW -> issuing.withdraw(by, id, words);
            case DISCARD -> issuing.discard(by, id);
            case EDIT -> throw new Refused(Refused.Kind.MISSING, "step");
        };
        return shown(next, by);
    }

    @GetMapping("/{id}/checks")
    @Operation(summary = "What is against a rule in it, in the language asked for")
    List<Fault> checks(Principal principal, @PathVariable String id, @RequestParam(defaultValue = "en") String lang) {
        Warning warning = issuing.find(id);
        return Checks.of(
                        issuing.written(warning),
                        warning.content(),
                        by(principal),
                        waywarden.result.Texts.in(Locale.of(lang), Visits.WORDS))
                .lines()
                .stream()
                .map(line ->
                        new Fault(line.rule(), line.grave(), line.says(), line.mend(), line.field(), line.language()))
                .toList();
    }

    @GetMapping(path = "/{id}/message", produces = "application/cap+xml")
    @Operation(summary = "The message: signed, once it is issued; before, as it would be")
    ResponseEntity<byte[]> message(@PathVariable String id) {
        Warning warning = issuing.find(id);
        Issue issue = warning.issue();
        Written written = issuing.written(warning);
        byte[] bytes = issue == null ? written.bytes() : issue.cap().getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/cap+xml;charset=utf-8"))
                .body(bytes);
    }

    private static Action action(String step) {
        return Stream.of(Action.values())
                .filter(action -> word(action).equals(step))
                .findFirst()
                .orElseThrow(() -> new Refused(Refused.Kind.MISSING, "step"));
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Account by(Principal principal) {
        return accounts.find(principal.getName()).orElseThrow(Visit.NobodySignedIn::new);
    }

    private Shown shown(Warning warning, Account by) {
        Issue issue = warning.issue();
        return new Shown(
                warning.id(),
                warning.kind(),
                warning.stage(),
                warning.revision(),
                warning.content(),
                warning.editors(),
                warning.replaces(),
                warning.returned(),
                warning.approvedBy(),
                issue == null ? null : issue.by(),
                issue == null ? null : issue.at(),
                issue == null ? null : issue.version(),
                issue == null ? null : "/cap/" + issue.file(),
                issue == null ? null : issue.afterCheck(),
                issuing.open(warning, by).stream().map(WarningsApi::word).toList());
    }
}
