package waywarden.indicator;

import java.util.List;
import waywarden.conversation.Speaker;

/// What words show an indicator, in one language.
public sealed interface Condition {

    /// One of the phrases occurs.
    record AnyPhrase(PhraseSet phrases) implements Condition {}

    /// One phrase of each set occurs, at most `withinWords` words apart (twice as many characters in
    /// scripts without spaces), in either order.
    record Near(PhraseSet phrases, PhraseSet others, int withinWords) implements Condition {}

    /// The condition holds and none of the phrases occurs in the message.
    record Unless(Condition condition, PhraseSet phrases) implements Condition {}

    /// The condition holds and one of the phrases occurred in a message of `speaker` at most
    /// `withinMessages` messages earlier.
    record After(Condition condition, PhraseSet phrases, Speaker speaker, int withinMessages) implements Condition {}

    /// Phrases of which any may occur; `id` is their number within the catalogue.
    record PhraseSet(int id, List<Phrase> phrases) {
        public PhraseSet {
            phrases = List.copyOf(phrases);
        }
    }
}
