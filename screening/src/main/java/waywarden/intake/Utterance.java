package waywarden.intake;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// One message as an export shows it, before it is known which of its parties is the worker.
///
/// @param at     as the export's wall clock shows it, UTC where it names no zone; null where it tells no
///               time
/// @param sender the sender's name or address as shown, stripped of marks and spaces at its ends
/// @param text   the words; placeholders of media in the uniform shape `<media>`, `<image>`, `<voice>` …
/// @param place  where, in a diary
public record Utterance(
        @Nullable OffsetDateTime at,
        String sender,
        String text,
        @Nullable String place) {

    public Utterance(@Nullable OffsetDateTime at, String sender, String text) {
        this(at, sender, text, null);
    }

    /// Says nothing of names or words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "Utterance[" + at + ", " + text.length() + " characters]";
    }
}
