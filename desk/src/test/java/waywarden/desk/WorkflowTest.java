package waywarden.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waywarden.advisory.cap.Alert.Severity;
import waywarden.advisory.cap.Alert.Urgency;
import waywarden.advisory.template.Templates;
import waywarden.desk.Warning.AfterCheck;
import waywarden.desk.Warning.Issue;
import waywarden.desk.Warning.Kind;
import waywarden.desk.Warning.Stage;
import waywarden.desk.Workflow.Refusal;

class WorkflowTest {

    private static final Content USUAL = Content.of(Templates.all().getFirst(), false);
    private static final Content URGENT = new Content(
            USUAL.template(),
            Urgency.IMMEDIATE,
            Severity.EXTREME,
            USUAL.certainty(),
            false,
            USUAL.place(),
            List.of(),
            List.of(),
            1,
            "",
            USUAL.texts());

    private static Account with(String name, Role... roles) {
        return new Account(name, name, Set.of(roles), Authority.FULL, null, true);
    }

    private static Warning warning(
            Kind kind, Stage stage, Content content, @Nullable String issuedBy, AfterCheck check) {
        Issue issue = issuedBy == null
                ? null
                : new Issue(issuedBy, Instant.EPOCH, 1, "f.xml", "", check != AfterCheck.NONE, check, null);
        return new Warning("w", "w", kind, stage, content, Set.of("mira"), null, null, null, issue, 1, Instant.EPOCH);
    }

    /// Every kind, stage and after-check that can be, with and without urgency.
    private static List<Warning> all() {
        List<Warning> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Content content : List.of(USUAL, URGENT)) {
                for (Stage stage : EnumSet.complementOf(EnumSet.of(Stage.ISSUED))) {
                    all.add(warning(kind, stage, content, null, AfterCheck.NONE));
                }
                for (AfterCheck check : AfterCheck.values()) {
                    all.add(warning(kind, Stage.ISSUED, content, "ben", check));
                }
            }
        }
        return all;
    }

    @Test
    void whoHasNoPartInItMayDoNothing() {
        for (Warning warning : all()) {
            for (boolean latest : new boolean[] {true, false}) {
                assertThat(Workflow.open(warning, latest, with("zoe"))).isEmpty();
                assertThat(Workflow.open(warning, latest, with("zoe", Role.READER, Role.ADMIN)))
                        .isEmpty();
                Account closed = new Account("zoe", "z", Set.of(Role.values()), Authority.FULL, null, false);
                assertThat(Workflow.open(warning, latest, closed)).isEmpty();
            }
        }
    }

    @Test
    void nobodyApprovesOrConfirmsTheirOwn() {
        Account writer = with("mira", Role.values());
        Account issuer = with("ben", Role.values());
        for (Warning warning : all()) {
            assertThat(Workflow.open(warning, true, writer)).doesNotContain(Action.APPROVE, Action.CONFIRM);
            assertThat(Workflow.open(warning, true, issuer)).doesNotContain(Action.CONFIRM);
        }
        Warning submitted = warning(Kind.ALERT, Stage.SUBMITTED, USUAL, null, AfterCheck.NONE);
        assertThat(Workflow.judge(Action.APPROVE, submitted, true, writer)).isEqualTo(Refusal.OWN);
        assertThat(Workflow.judge(Action.APPROVE, submitted, true, with("wen", Role.APPROVER)))
                .isNull();
    }

    @Test
    void onlyWhatIsUrgentOrAWithdrawalGoesOutAtOnce() {
        Account issuer = with("mira", Role.ISSUER);
        for (Warning warning : all()) {
            boolean waits = warning.stage() == Stage.DRAFT || warning.stage() == Stage.SUBMITTED;
            boolean urgent = warning.kind() == Kind.CANCEL || warning.content().isUrgent();
            assertThat(Workflow.open(warning, true, issuer).contains(Action.ISSUE_AT_ONCE))
                    .as("%s %s", warning.kind(), warning.stage())
                    .isEqualTo(waits && urgent);
        }
    }

    @Test
    void nothingIsIssuedTwiceAndNothingUnapprovedTheUsualWay() {
        Account issuer = with("mira", Role.ISSUER);
        for (Warning warning : all()) {
            List<Action> open = Workflow.open(warning, true, issuer);
            assertThat(open.contains(Action.ISSUE)).isEqualTo(warning.stage() == Stage.APPROVED);
            if (warning.stage() == Stage.ISSUED || warning.stage() == Stage.DISCARDED) {
                assertThat(open)
                        .doesNotContain(Action.EDIT, Action.SUBMIT, Action.ISSUE, Action.ISSUE_AT_ONCE, Action.DISCARD);
            }
        }
    }

    @Test
    void onlyTheLatestOfAChainIsUpdatedOrWithdrawnAndAWithdrawalNever() {
        Account issuer = with("mira", Role.ISSUER);
        for (Warning warning : all()) {
            boolean may = warning.stage() == Stage.ISSUED && warning.kind() != Kind.CANCEL;
            assertThat(Workflow.open(warning, true, issuer).contains(Action.UPDATE))
                    .isEqualTo(may);
            assertThat(Workflow.open(warning, true, issuer).contains(Action.WITHDRAW))
                    .isEqualTo(may);
            assertThat(Workflow.open(warning, false, issuer)).doesNotContain(Action.UPDATE, Action.WITHDRAW);
        }
    }

    @Test
    void theAfterCheckIsOpenUntilSomebodyElseConfirms() {
        Account second = with("wen", Role.APPROVER);
        for (Warning warning : all()) {
            assertThat(Workflow.open(warning, true, second).contains(Action.CONFIRM))
                    .isEqualTo(warning.awaitsAfterCheck());
        }
        assertThat(all().stream().filter(Warning::awaitsAfterCheck)).isNotEmpty();
    }
}
