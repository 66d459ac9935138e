package waywarden.advisory.cap;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Moments as messages write them.
final class Times {

    /// Longer ones are no times.
    private static final int LONGEST = 40;

    private Times() {}

    /// A moment of `xs:dateTime`; one without a zone is read as UTC. Null where it is none.
    static @Nullable OffsetDateTime read(String written) {
        if (written.length() > LONGEST || written.indexOf('T') < 0) return null;
        try {
            return hasZone(written)
                    ? OffsetDateTime.parse(written)
                    : LocalDateTime.parse(written).atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static boolean hasZone(String written) {
        return written.endsWith("Z") || written.matches(".*[+-]\\d\\d:\\d\\d$");
    }

    /// As CAP 1.2 writes it: whole seconds, and `-00:00` for UTC.
    static String write(OffsetDateTime time) {
        int minutes = time.getOffset().getTotalSeconds() / 60;
        String sign = minutes > 0 ? "+" : "-";
        int apart = Math.abs(minutes);
        return "%04d-%02d-%02dT%02d:%02d:%02d%s%02d:%02d"
                .formatted(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond(),
                        sign,
                        apart / 60,
                        apart % 60);
    }
}
