package waywarden.desk.issuing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.feed.FeedWriter;
import waywarden.advisory.signature.Signer;
import waywarden.advisory.signature.SigningKey;
import waywarden.advisory.template.Template;
import waywarden.advisory.template.Templates;
import waywarden.delivery.Deliveries;
import waywarden.delivery.Issued;
import waywarden.delivery.NotIssued;
import waywarden.desk.Account;
import waywarden.desk.Action;
import waywarden.desk.Content;
import waywarden.desk.Content.Sender;
import waywarden.desk.Messages;
import waywarden.desk.Messages.Written;
import waywarden.desk.Role;
import waywarden.desk.Warning;
import waywarden.desk.Warning.AfterCheck;
import waywarden.desk.Warning.Issue;
import waywarden.desk.Warning.Kind;
import waywarden.desk.Warning.Stage;
import waywarden.desk.Workflow;
import waywarden.desk.store.AuditLog;
import waywarden.desk.store.DeskSettings;
import waywarden.desk.store.Warnings;

/// The way of a warning through the desk. Each step is one transaction with its line in the audit log;
/// that of issuing holds the plan of every delivery too.
public final class Issuing {

    private final Warnings warnings;
    private final AuditLog audit;
    private final DeskSettings settings;
    private final Deliveries deliveries;
    private final TransactionTemplate transactions;
    private final SigningKey key;
    private final Sender sender;
    private final InstantSource clock;
    private final Runnable issued;

    /// @param issued called once a message is out
    public Issuing(
            Warnings warnings,
            AuditLog audit,
            DeskSettings settings,
            Deliveries deliveries,
            TransactionTemplate transactions,
            SigningKey key,
            Sender sender,
            InstantSource clock,
            Runnable issued) {
        this.warnings = warnings;
        this.audit = audit;
        this.settings = settings;
        this.deliveries = deliveries;
        this.transactions = transactions;
        this.key = key;
        this.sender = sender;
        this.clock = clock;
        this.issued = issued;
    }

    public Warning find(String id) {
        return warnings.find(id).orElseThrow(() -> new Refused(Refused.Kind.MISSING, "missing"));
    }

    public List<Action> open(Warning warning, Account by) {
        return Workflow.open(warning, warnings.isLatest(warning), by);
    }

    /// The message as it would go out now.
    public Written written(Warning warning) {
        return written(warning, warning.content(), now());
    }

    public Written written(Warning warning, Content content) {
        return written(warning, content, now());
    }

    private Written written(Warning warning, Content content, OffsetDateTime sent) {
        return Messages.of(warning.kind(), content, "urn:uuid:" + warning.id(), sender, sent, earlier(warning));
    }

    /// The message that went out.
    public @Nullable Alert issued(Warning warning) {
        Issue issue = warning.issue();
        if (issue == null) return null;
        return CapReader.read(issue.cap().getBytes(StandardCharsets.UTF_8)).alert();
    }

    private @Nullable Alert earlier(Warning warning) {
        return warning.replaces() == null ? null : issued(find(warning.replaces()));
    }

    public Warning create(Account by, String template) {
        if (!by.is(Role.ISSUER)) throw new Refused(Refused.Kind.FORBIDDEN, "ROLE");
        Template found = Templates.find(template)
                .orElseThrow(() -> new Refused(Refused.Kind.FAULTY, "template", String.join(", ", Templates.ids())));
        return draft(by, UUID.randomUUID().toString(), Kind.ALERT, Content.of(found, settings.isExercise()), null);
    }

    public Warning update(Account by, String id) {
        return follow(by, id, Action.UPDATE, Kind.UPDATE, "");
    }

    public Warning withdraw(Account by, String id, String why) {
        return follow(by, id, Action.WITHDRAW, Kind.CANCEL, why);
    }

    private Warning follow(Account by, String id, Action action, Kind kind, String why) {
        Warning earlier = find(id);
        judge(action, earlier, by);
        return draft(by, earlier.chain(), kind, earlier.content().withNote(why), earlier.id());
    }

    private Warning draft(Account by, String chain, Kind kind, Content content, @Nullable String replaces) {
        String id = kind == Kind.ALERT ? chain : UUID.randomUUID().toString();
        Instant now = clock.instant();
        Warning warning = new Warning(
                id, chain, kind, Stage.DRAFT, content, Set.of(by.name()), replaces, null, null, null, 1, now);
        transactions.executeWithoutResult(status -> {
            warnings.add(warning, now);
            audit.add(by.name(), "create", id, kind.name(), now);
        });
        return warning;
    }

    /// @param revision of the warning that the words were written on
    public Warning save(Account by, String id, int revision, Content content) {
        return step(by, id, Action.EDIT, warning -> {
            if (warning.revision() != revision) throw new Refused(Refused.Kind.CONFLICT, "changed");
            boolean cancel = warning.kind() == Kind.CANCEL;
            // What follows an exercise is one, and what follows a warning in earnest is in earnest.
            Content words = warning.replaces() == null
                    ? content
                    : content.with(warning.content().exercise());
            Content kept = cancel ? warning.content().withNote(content.note()) : words;
            Set<String> editors = new HashSet<>(warning.editors());
            editors.add(by.name());
            return staged(warning, Stage.DRAFT, kept, editors, warning.returned(), null);
        });
    }

    public Warning submit(Account by, String id) {
        return step(by, id, Action.SUBMIT, warning -> {
            ready(warning, by);
            return staged(warning, Stage.SUBMITTED, warning.content(), warning.editors(), null, null);
        });
    }

    /// @param words why; shown to those who wrote it
    public Warning giveBack(Account by, String id, String words) {
        return step(
                by,
                id,
                Action.RETURN,
                warning -> staged(warning, Stage.DRAFT, warning.content(), warning.editors(), words, null));
    }

    /// @param revision of what the second person has seen
    public Warning approve(Account by, String id, int revision) {
        return step(by, id, Action.APPROVE, warning -> {
            if (warning.revision() != revision) throw new Refused(Refused.Kind.CONFLICT, "changed");
            return staged(warning, Stage.APPROVED, warning.content(), warning.editors(), null, by.name());
        });
    }

    public Warning discard(Account by, String id) {
        return step(
                by,
                id,
                Action.DISCARD,
                warning -> staged(warning, Stage.DISCARDED, warning.content(), warning.editors(), null, null));
    }

    public Warning issue(Account by, String id) {
        return sent(step(by, id, Action.ISSUE, warning -> out(warning, by, false)));
    }

    public Warning issueAtOnce(Account by, String id) {
        return sent(step(by, id, Action.ISSUE_AT_ONCE, warning -> out(warning, by, true)));
    }

    private Warning sent(Warning warning) {
        issued.run();
        return warning;
    }

    public Warning confirm(Account by, String id) {
        return step(by, id, Action.CONFIRM, warning -> {
            Issue issue = Objects.requireNonNull(warning.issue());
            return with(
                    warning,
                    new Issue(
                            issue.by(),
                            issue.at(),
                            issue.version(),
                            issue.file(),
                            issue.cap(),
                            issue.fast(),
                            AfterCheck.CONFIRMED,
                            by.name()));
        });
    }

    private Warning step(Account by, String id, Action action, Function<Warning, Warning> step) {
        Warning changed = transactions.execute(status -> {
            Warning warning = find(id);
            judge(action, warning, by);
            Warning next = step.apply(warning);
            Instant now = clock.instant();
            if (!warnings.change(next, now)) throw new Refused(Refused.Kind.CONFLICT, "changed");
            String detail = next.issue() == null ? "" : next.issue().file();
            audit.add(by.name(), action.name().toLowerCase(Locale.ROOT).replace('_', '-'), id, detail, now);
            return find(id);
        });
        return Objects.requireNonNull(changed);
    }

    private void judge(Action action, Warning warning, Account by) {
        Workflow.Refusal refusal = Workflow.judge(action, warning, warnings.isLatest(warning), by);
        if (refusal == null) return;
        boolean forbidden = refusal == Workflow.Refusal.ROLE || refusal == Workflow.Refusal.OWN;
        throw new Refused(forbidden ? Refused.Kind.FORBIDDEN : Refused.Kind.CONFLICT, refusal.name());
    }

    /// Refuses what breaks a rule, what is not this issuer's to say, and anything real in an exercise.
    private Written ready(Warning warning, Account by) {
        OffsetDateTime sent = now();
        Alert earlier = earlier(warning);
        // A reader takes the later of two messages; within one second there is none.
        if (earlier != null && !sent.isAfter(earlier.sent()))
            sent = earlier.sent().plusSeconds(1);
        Written written = written(warning, warning.content(), sent);
        if (!written.accepted()) throw new Refused(Refused.Kind.FAULTY, "rules");
        Alert judged = warning.kind() == Kind.CANCEL && earlier != null ? earlier : written.alert();
        List<String> beyond = by.authority().beyond(judged);
        if (!beyond.isEmpty()) throw new Refused(Refused.Kind.FORBIDDEN, "beyond", String.join(", ", beyond));
        if (settings.isExercise() && !warning.content().exercise()) {
            throw new Refused(Refused.Kind.CONFLICT, "exercise");
        }
        return written;
    }

    private Warning out(Warning warning, Account by, boolean fast) {
        Written written = ready(warning, by);
        if (!warnings.isNext(warning)) throw new Refused(Refused.Kind.CONFLICT, "REPLACED");
        byte[] signed = Signer.sign(written.bytes(), key);
        CapReading reading = CapReader.read(signed);
        int version = warnings.versions(warning.chain()) + 1;
        Issued planned;
        try {
            planned = deliveries.issue(warning.chain(), version, signed);
        } catch (NotIssued e) {
            throw new Refused(Refused.Kind.CONFLICT, "delivery", e.fault().name());
        }
        if (planned.before()) throw new Refused(Refused.Kind.CONFLICT, "changed");
        Issue issue = new Issue(
                by.name(),
                clock.instant(),
                version,
                FeedWriter.fileName(reading),
                new String(signed, StandardCharsets.UTF_8),
                fast,
                fast ? AfterCheck.OPEN : AfterCheck.NONE,
                null);
        return with(
                staged(warning, Stage.ISSUED, warning.content(), warning.editors(), null, warning.approvedBy()), issue);
    }

    private static Warning staged(
            Warning warning,
            Stage stage,
            Content content,
            Set<String> editors,
            @Nullable String returned,
            @Nullable String approvedBy) {
        return new Warning(
                warning.id(),
                warning.chain(),
                warning.kind(),
                stage,
                content,
                editors,
                warning.replaces(),
                returned,
                approvedBy,
                warning.issue(),
                warning.revision(),
                warning.changedAt());
    }

    private static Warning with(Warning warning, Issue issue) {
        return new Warning(
                warning.id(),
                warning.chain(),
                warning.kind(),
                warning.stage(),
                warning.content(),
                warning.editors(),
                warning.replaces(),
                warning.returned(),
                warning.approvedBy(),
                issue,
                warning.revision(),
                warning.changedAt());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    }
}
