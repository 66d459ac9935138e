package waywarden.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the shapes in which tables and JSON exports write a moment; without a zone it is read as UTC.
public final class WrittenTime {

    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?"
            + "(?:[T ]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?)?() ?(UTC|GMT|Z|[+-]\\d{2}:?\\d{2})?");

    private static final Pattern MONTH_FIRST =
            Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{2}|\\d{4}),?(?: +(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?"
                    + "[ \\u202f\\u00a0]*([AaPp][Mm])? ?(UTC|GMT|Z|[+-]\\d{2}:?\\d{2})?");

    private static final Pattern EPOCH = Pattern.compile("(\\d{9,10})(?:\\.\\d+)?|(\\d{12,13})");

    private WrittenTime() {}

    /// The moment, or null where the text is in no shape that is known.
    public static @Nullable OffsetDateTime of(String written) {
        String text = written.strip();
        if (text.isEmpty() || text.length() > 40) return null;
        try {
            Matcher epoch = EPOCH.matcher(text);
            if (epoch.matches()) return epoch(epoch);
            Matcher year = YEAR_FIRST.matcher(text);
            if (year.matches()) return time(year, year.group(1), year.group(2), year.group(3));
            Matcher month = MONTH_FIRST.matcher(text);
            return month.matches() ? monthFirst(month) : null;
        } catch (DateTimeException | NumberFormatException notATime) {
            return null;
        }
    }

    private static OffsetDateTime epoch(Matcher epoch) {
        Instant instant = epoch.group(1) != null
                ? Instant.ofEpochSecond(Long.parseLong(epoch.group(1)))
                : Instant.ofEpochMilli(Long.parseLong(epoch.group(2)));
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime monthFirst(Matcher month) {
        String year = month.group(3).length() == 2 ? "20" + month.group(3) : month.group(3);
        boolean dayFirst = Integer.parseInt(month.group(1)) > 12;
        return time(month, year, month.group(dayFirst ? 2 : 1), month.group(dayFirst ? 1 : 2));
    }

    private static OffsetDateTime time(Matcher found, String year, String month, String day) {
        return OffsetDateTime.of(
                Integer.parseInt(year),
                Integer.parseInt(month),
                Integer.parseInt(day),
                hour(number(found.group(4)), found.group(7)),
                number(found.group(5)),
                number(found.group(6)),
                0,
                zone(found.group(8)));
    }

    private static int hour(int hour, @Nullable String half) {
        if (half == null || half.isEmpty()) return hour;
        boolean afternoon = half.toUpperCase(Locale.ROOT).startsWith("P");
        return hour % 12 + (afternoon ? 12 : 0);
    }

    private static ZoneOffset zone(@Nullable String zone) {
        return zone == null || Character.isLetter(zone.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(zone);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
