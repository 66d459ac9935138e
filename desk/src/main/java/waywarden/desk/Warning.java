package waywarden.desk;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A warning on its way through the desk.
///
/// @param chain      one name for an alert and all that updates or withdraws it
/// @param editors    all who wrote any of it
/// @param replaces   what it updates or withdraws; null for a new one
/// @param returned   why it was given back; null where it was not
/// @param revision   one more at every change, so that nobody overwrites what they have not seen
public record Warning(
        String id,
        String chain,
        Kind kind,
        Stage stage,
        Content content,
        Set<String> editors,
        @Nullable String replaces,
        @Nullable String returned,
        @Nullable String approvedBy,
        @Nullable Issue issue,
        int revision,
        Instant changedAt) {

    public Warning {
        editors = Set.copyOf(editors);
    }

    public enum Kind {
        ALERT,
        UPDATE,
        CANCEL
    }

    public enum Stage {
        DRAFT,
        /// A second person is asked to approve.
        SUBMITTED,
        APPROVED,
        ISSUED,
        DISCARDED
    }

    /// What the second person says of a warning that went out without waiting for one.
    public enum AfterCheck {
        NONE,
        OPEN,
        CONFIRMED
    }

    /// How it went out.
    ///
    /// @param version 1 for the alert of a chain, then one more each time
    /// @param file    it is served as
    /// @param cap     the signed message's text
    /// @param fast    whether it went out before a second person had looked
    public record Issue(
            String by,
            Instant at,
            int version,
            String file,
            String cap,
            boolean fast,
            AfterCheck afterCheck,
            @Nullable String checkedBy) {
        @Override
        public String toString() {
            return "Issue[" + file + "]";
        }
    }

    /// Whether a second person has still to look at what is out already.
    public boolean awaitsAfterCheck() {
        return issue != null && issue.afterCheck() == AfterCheck.OPEN;
    }

    /// Says nothing of what is in it.
    @Override
    public String toString() {
        return "Warning[" + id + ", " + stage + "]";
    }
}
