package waywarden.delivery.channel;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Info;

/// What is to be said to one reader, before a channel gives it its form. The same makes a preview.
///
/// @param alert   the message
/// @param info    in the language that suits her; of a Cancel without any, that of the version before
/// @param all     infos to choose from where a channel speaks to everybody
/// @param expires after which nothing is sent
/// @param more    a page with all of it; null where there is none
/// @param answers where she answers; null where nobody is asked to
public record Letter(
        Alert alert,
        Info info,
        List<Info> all,
        Instant expires,
        @Nullable URI more,
        @Nullable Answers answers) {

    /// Pages that record an answer once she confirms it there.
    public record Answers(URI read, URI safe, URI help) {
        @Override
        public String toString() {
            return "Answers";
        }
    }

    public Letter {
        all = List.copyOf(all);
    }

    /// The language it is written in.
    public Locale locale() {
        return Locale.forLanguageTag(info.spoken());
    }

    public boolean isExercise() {
        return alert.status() != Alert.Status.ACTUAL;
    }

    /// Says nothing of what is in it.
    @Override
    public String toString() {
        return "Letter[" + alert.identifier() + "]";
    }
}
