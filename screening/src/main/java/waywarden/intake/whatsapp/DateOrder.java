package waywarden.intake.whatsapp;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of a date's three numbers is the year, the month, the day. In the order in which they are preferred where a
/// file does not tell: the day comes first in most of the world.
enum DateOrder {
    DAY_MONTH_YEAR(2, 1, 0),
    MONTH_DAY_YEAR(2, 0, 1),
    YEAR_MONTH_DAY(0, 1, 2),
    YEAR_DAY_MONTH(0, 2, 1),
    MONTH_YEAR_DAY(1, 0, 2),
    DAY_YEAR_MONTH(1, 2, 0);

    private static final List<DateOrder> WITHOUT_FULL_YEAR = List.of(DAY_MONTH_YEAR, MONTH_DAY_YEAR, YEAR_MONTH_DAY);

    private final int year;
    private final int month;
    private final int day;

    DateOrder(int year, int month, int day) {
        this.year = year;
        this.month = month;
        this.day = day;
    }

    /// @param yearAt where a number of four digits stands, 0 to 2, or -1 where there is none
    static List<DateOrder> possibleFor(int yearAt) {
        return switch (yearAt) {
            case 0 -> List.of(YEAR_MONTH_DAY, YEAR_DAY_MONTH);
            case 1 -> List.of(MONTH_YEAR_DAY, DAY_YEAR_MONTH);
            case 2 -> List.of(DAY_MONTH_YEAR, MONTH_DAY_YEAR);
            default -> WITHOUT_FULL_YEAR;
        };
    }

    /// The time of a message's head, or null where no such day exists.
    @Nullable
    OffsetDateTime timeOf(HeadLine head) {
        if (minuteOf(head) < 0) return null;
        return OffsetDateTime.of(
                fullYear(head.number(year)),
                head.number(month),
                head.number(day),
                head.hour(),
                head.minute(),
                head.second(),
                0,
                ZoneOffset.UTC);
    }

    /// Minutes on a scale that only serves to compare times, or -1 where no such day exists.
    long minuteOf(HeadLine head) {
        int y = fullYear(head.number(year));
        int m = head.number(month);
        int d = head.number(day);
        if (y < 0 || m < 1 || m > 12 || d < 1 || d > 31) return -1;
        if (d > 28 && d > YearMonth.of(y, m).lengthOfMonth()) return -1;
        return ((y * 12L + m) * 31 + d) * 1440 + head.hour() * 60L + head.minute();
    }

    /// The program is younger than 2009, and phones set to Thai show the years of the Buddhist era.
    private static int fullYear(int shown) {
        if (shown >= 9 && shown <= 60) return 2000 + shown;
        if (shown >= 1990 && shown <= 2100) return shown;
        if (shown >= 2552 && shown <= 2643) return shown - 543;
        return -1;
    }
}
