package waywarden.page;

import java.util.List;
import waywarden.result.Summary;
import waywarden.screening.Concern;
import waywarden.screening.Screening;

/// A contact as the page knows her or him just now.
///
/// @param key    in addresses
/// @param chats  the conversations that are with this contact, by key
/// @param course what was read
/// @param result what came of it
/// @param summary of the result; null where it could not be screened
record Known(
        String key,
        List<Chat> chats,
        Course course,
        Screening result,
        @org.jspecify.annotations.Nullable Summary summary) {

    Concern concern() {
        return result instanceof Screening.Screened screened ? screened.concern() : Concern.NONE;
    }

    double probability() {
        return result instanceof Screening.Screened screened ? screened.probability() : 0;
    }

    /// Says nothing of names or words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "Known[" + key + "]";
    }
}
