package waywarden.screening;

import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Speaker;
import waywarden.intake.Reason;
import waywarden.packed.HeldList;
import waywarden.phase.Phase;
import waywarden.phase.PhaseBelief;

/// The result of screening one conversation.
public sealed interface Screening {

    Conversation conversation();

    /// A screened conversation.
    ///
    /// @param concern     the gravest reached at any message
    /// @param phase       the one that the belief holds when all has been said
    /// @param probability of an approach, at its highest, from 0 to 1
    /// @param alarmAt     0-based index of the first message at which concern reached `verify`; null if
    ///                    it never did
    /// @param messages    one for each message, in order
    record Screened(
            Conversation conversation,
            Concern concern,
            Phase phase,
            double probability,
            @Nullable Integer alarmAt,
            List<ScreenedMessage> messages)
            implements Screening {
        public Screened {
            messages = HeldList.of(messages);
        }
    }

    /// A conversation that could not be screened, and why.
    record NotScreened(Conversation conversation, Reason reason) implements Screening {}

    /// One message of a screened conversation.
    ///
    /// @param from     who wrote it
    /// @param phase    what this message itself does, as read; `NONE` for the worker's
    /// @param belief   after this message
    /// @param concern  after this message
    /// @param findings in the order of their place in the message
    record ScreenedMessage(Speaker from, Phase phase, PhaseBelief belief, Concern concern, List<Finding> findings) {
        public ScreenedMessage {
            findings = List.copyOf(findings);
        }
    }
}
