package waywarden.intake.line;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A line that holds a date and nothing else: `2019/12/24(Tue)`, `Tue, 12/24/2019`, `2019.12.24 星期二`. The day of the
/// week, which LINE always writes, tells day from month.
final class LineDate {

    /// Letters, spaces, brackets and commas only, at the ends.
    private static final String AROUND = "[\\p{L}\\p{M}\\s(（)）,.、]{0,24}?";

    private static final Pattern DATE = Pattern.compile(
            "^(" + AROUND + ")(\\d{1,4})\\s?[/.年-]\\s?(\\d{1,2})\\s?[/.月-]\\s?(\\d{1,4})(" + AROUND + ")$");

    private static final Map<String, DayOfWeek> DAYS = Map.ofEntries(
            Map.entry("mon", DayOfWeek.MONDAY),
            Map.entry("tue", DayOfWeek.TUESDAY),
            Map.entry("wed", DayOfWeek.WEDNESDAY),
            Map.entry("thu", DayOfWeek.THURSDAY),
            Map.entry("fri", DayOfWeek.FRIDAY),
            Map.entry("sat", DayOfWeek.SATURDAY),
            Map.entry("sun", DayOfWeek.SUNDAY),
            Map.entry("一", DayOfWeek.MONDAY),
            Map.entry("二", DayOfWeek.TUESDAY),
            Map.entry("三", DayOfWeek.WEDNESDAY),
            Map.entry("四", DayOfWeek.THURSDAY),
            Map.entry("五", DayOfWeek.FRIDAY),
            Map.entry("六", DayOfWeek.SATURDAY),
            Map.entry("星期日", DayOfWeek.SUNDAY),
            Map.entry("週日", DayOfWeek.SUNDAY),
            Map.entry("周日", DayOfWeek.SUNDAY));

    private LineDate() {}

    /// Whether the line has the shape of a date, be there such a day or not.
    static boolean hasShape(String line) {
        return line.length() <= 60 && DATE.matcher(line).matches();
    }

    static @Nullable LocalDate of(String line) {
        if (line.length() > 60) return null;
        Matcher matcher = DATE.matcher(line);
        if (!matcher.matches()) return null;
        int a = Integer.parseInt(matcher.group(2));
        int b = Integer.parseInt(matcher.group(3));
        int c = Integer.parseInt(matcher.group(4));
        if (a > 1000) return c > 31 ? null : date(a, b, c);
        if (c < 1000) return null;
        LocalDate monthFirst = date(c, a, b);
        LocalDate dayFirst = date(c, b, a);
        if (monthFirst == null || dayFirst == null) return monthFirst == null ? dayFirst : monthFirst;
        DayOfWeek told = dayOfWeek(matcher.group(1) + matcher.group(5));
        return told != null && told == dayFirst.getDayOfWeek() && told != monthFirst.getDayOfWeek()
                ? dayFirst
                : monthFirst;
    }

    private static @Nullable DayOfWeek dayOfWeek(String words) {
        String small = words.toLowerCase(Locale.ROOT);
        return DAYS.entrySet().stream()
                .filter(day -> small.contains(day.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable LocalDate date(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
