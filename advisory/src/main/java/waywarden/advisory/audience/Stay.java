package waywarden.advisory.audience;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.area.Cell;

/// Where somebody lives or travels, as roughly as she likes to say.
///
/// @param country     ISO 3166-1
/// @param subdivision ISO 3166-2; null where not said
/// @param cell        a field of some fifty kilometres; null where not said
/// @param from        first day; null where she is there already
/// @param until       last day; null where she stays on
public record Stay(
        String country,
        @Nullable String subdivision,
        @Nullable Cell cell,
        @Nullable LocalDate from,
        @Nullable LocalDate until) {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    public Stay {
        if (!COUNTRIES.contains(country)) throw new IllegalArgumentException("a country is two letters of ISO 3166-1");
        if (subdivision != null && !subdivision.startsWith(country + "-")) {
            throw new IllegalArgumentException("a part of a country begins with its two letters, such as FR-75");
        }
        if (from != null && until != null && until.isBefore(from)) {
            throw new IllegalArgumentException("a stay ends before it begins");
        }
    }

    /// Whether any of it falls between two moments. Her day is a day somewhere on the globe, so that
    /// no zone is asked.
    boolean falls(Instant begin, Instant end) {
        Instant first = from == null ? Instant.MIN : from.atStartOfDay().toInstant(ZoneOffset.ofHours(14));
        Instant last =
                until == null ? Instant.MAX : until.plusDays(1).atStartOfDay().toInstant(ZoneOffset.ofHours(-12));
        return first.isBefore(end) && last.isAfter(begin);
    }

    /// Says nothing of where.
    @Override
    public String toString() {
        return "Stay[" + (cell == null ? "without" : "with") + " a field]";
    }
}
