package waywarden.intake.diary;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// One meeting or call as the worker noted it. Of the fields for words any may be null, though not all.
///
/// @param t        when it was
/// @param contact  whom she met, by the name she uses for the contact
/// @param place    where
/// @param began    who sought the meeting
/// @param said     what the contact said or did
/// @param asked    what the contact asked for or wanted to know
/// @param given    what the worker gave, said or did
/// @param promised what the contact promised or offered
/// @param paid     what the contact paid, lent or gave
public record DiaryEntry(
        OffsetDateTime t,
        String contact,
        @Nullable String place,
        Began began,
        @Nullable String said,
        @Nullable String asked,
        @Nullable String given,
        @Nullable String promised,
        @Nullable String paid) {

    /// Who sought a meeting.
    public enum Began {
        CONTACT,
        WORKER,
        UNCLEAR
    }

    public DiaryEntry {
        if (contact.isBlank()) throw new IllegalArgumentException("a diary entry names its contact");
        contact = contact.strip();
        place = orNull(place);
        said = orNull(said);
        asked = orNull(asked);
        given = orNull(given);
        promised = orNull(promised);
        paid = orNull(paid);
        if (said == null && asked == null && given == null && promised == null && paid == null) {
            throw new IllegalArgumentException("a diary entry says what happened");
        }
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /// Says nothing of names or words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "DiaryEntry[" + t + "]";
    }
}
