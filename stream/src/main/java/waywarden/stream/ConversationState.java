package waywarden.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waywarden.screening.Concern;
import waywarden.screening.Screener.Standing;

/// All that is kept of a conversation between two messages: where it stands, and the job's own few numbers. No word
/// of any message is in it.
///
/// @param vocabulary what the numbers in the standing stand for
/// @param standing   as the screener left it
/// @param concern    after the last message
/// @param gravest    the gravest reached
/// @param newest     time of the message that came last, put in its place or not; null where none told a time
/// @param touched    when it came, by the machine's clock, in milliseconds
/// @param expires    when it is next looked at whether the conversation is idle, on the same clock
public record ConversationState(
        Vocabulary vocabulary,
        Standing standing,
        Concern concern,
        Concern gravest,
        @Nullable Instant newest,
        long touched,
        long expires) {

    /// The same in the numbers of another vocabulary.
    ConversationState in(Vocabulary other) {
        if (vocabulary.equals(other)) return this;
        return new ConversationState(
                other, vocabulary.translate(standing, other), concern, gravest, newest, touched, expires);
    }

    ConversationState folded(Standing after, Concern told) {
        Concern worst = told.compareTo(gravest) > 0 ? told : gravest;
        return new ConversationState(vocabulary, after, told, worst, newest, touched, expires);
    }

    ConversationState touched(@Nullable Instant latest, long now) {
        return new ConversationState(vocabulary, standing, concern, gravest, latest, now, expires);
    }

    ConversationState expiring(long next) {
        return new ConversationState(vocabulary, standing, concern, gravest, newest, touched, next);
    }
}
