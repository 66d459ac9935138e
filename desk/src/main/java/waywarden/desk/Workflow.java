package waywarden.desk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.desk.Warning.Kind;
import waywarden.desk.Warning.Stage;

/// Who may do what with a warning, and when.
///
/// Nobody approves, or looks after the fact at, what they wrote themselves. A withdrawal may always
/// go out at once: a wrong warning does harm every minute, a wrong withdrawal is mended by a new
/// warning.
public final class Workflow {

    private Workflow() {}

    /// Why somebody may not; each is a sentence of the bundle.
    public enum Refusal {
        ROLE,
        STAGE,
        OWN,
        NOT_URGENT,
        REPLACED
    }

    /// @param latest whether nothing issued takes the warning's place
    /// @return null where it is allowed
    public static @Nullable Refusal judge(Action action, Warning warning, boolean latest, Account by) {
        if (!by.is(role(action))) return Refusal.ROLE;
        return switch (action) {
            case EDIT, DISCARD -> in(warning, Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED);
            case SUBMIT -> in(warning, Stage.DRAFT);
            case RETURN -> in(warning, Stage.SUBMITTED, Stage.APPROVED);
            case APPROVE -> byAnother(warning, by, in(warning, Stage.SUBMITTED));
            case ISSUE -> in(warning, Stage.APPROVED);
            case ISSUE_AT_ONCE -> {
                boolean urgent =
                        warning.kind() == Kind.CANCEL || warning.content().isUrgent();
                Refusal refusal = in(warning, Stage.DRAFT, Stage.SUBMITTED);
                yield refusal == null && !urgent ? Refusal.NOT_URGENT : refusal;
            }
            case CONFIRM -> byAnother(warning, by, warning.awaitsAfterCheck() ? null : Refusal.STAGE);
            case UPDATE, WITHDRAW -> {
                if (warning.stage() != Stage.ISSUED || warning.kind() == Kind.CANCEL) yield Refusal.STAGE;
                yield latest ? null : Refusal.REPLACED;
            }
        };
    }

    /// All that somebody may do with it now.
    public static List<Action> open(Warning warning, boolean latest, Account by) {
        List<Action> open = new ArrayList<>();
        for (Action action : Action.values()) {
            if (judge(action, warning, latest, by) == null) open.add(action);
        }
        return open;
    }

    private static Role role(Action action) {
        return switch (action) {
            case EDIT, SUBMIT, ISSUE, ISSUE_AT_ONCE, UPDATE, WITHDRAW, DISCARD -> Role.ISSUER;
            case APPROVE, RETURN, CONFIRM -> Role.APPROVER;
        };
    }

    private static @Nullable Refusal in(Warning warning, Stage... stages) {
        return List.of(stages).contains(warning.stage()) ? null : Refusal.STAGE;
    }

    private static @Nullable Refusal byAnother(Warning warning, Account by, @Nullable Refusal otherwise) {
        if (otherwise != null) return otherwise;
        boolean own = warning.editors().contains(by.name())
                || (warning.issue() != null && warning.issue().by().equals(by.name()));
        return own ? Refusal.OWN : null;
    }
}
