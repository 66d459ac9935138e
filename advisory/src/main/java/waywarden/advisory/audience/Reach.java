package waywarden.advisory.audience;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.text.Sentences;

/// Whether a warning concerns somebody, and why.
public sealed interface Reach {

    /// It does.
    ///
    /// @param reasons all that had to hold, for "why did I get this"
    /// @param info    what she reads, in the language that suits her best
    record Reached(List<Reason> reasons, Info info) implements Reach {
        public Reached {
            reasons = List.copyOf(reasons);
        }
    }

    /// It does not, or it cannot be told.
    record Passed(Reason reason) implements Reach {}

    /// One thing that spoke for or against it.
    record Reason(Kind kind, List<String> args) {

        static Reason of(Kind kind, Object... args) {
            return new Reason(kind, Stream.of(args).map(String::valueOf).toList());
        }

        /// In one sentence, to the person herself.
        public String says(Locale locale) {
            return Sentences.say("reach." + kind, locale, args);
        }
    }

    /// The kinds of reason.
    enum Kind {
        EVERYWHERE,
        COUNTRY,
        /// The warning is for a part of the country, and she told only the country.
        COUNTRY_ROUGHLY,
        SUBDIVISION,
        SHAPE,
        /// The warning is for a shape with its country's code, and she told no field.
        SHAPE_ROUGHLY,
        SECTOR,
        SECTOR_UNSAID,
        ROLE,
        ROLE_UNSAID,
        GROUP,
        LANGUAGE,
        LANGUAGE_OTHER,

        NOT_A_WARNING,
        EXERCISE,
        EXPIRED,
        NO_AREA,
        NO_STAY,
        ELSEWHERE,
        OTHER_TIME,
        /// The warning names a shape alone, and she told no field to compare it with.
        UNDECIDED,
        OTHER_SECTOR,
        OTHER_ROLE,
        NOT_ADDRESSED
    }
}
