package waywarden.intake.plain;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waywarden.intake.Marks;

/// A line of pasted text taken apart: perhaps a time, a name, a colon and words.
///
/// @param at   null where it tells no date
/// @param name what stands before the colon
/// @param text what follows it
record PlainLine(@Nullable OffsetDateTime at, String name, String text) {

    private static final int LONGEST_NAME = 40;
    private static final int MOST_WORDS = 5;

    private static final Pattern STAMP =
            Pattern.compile("^[\\[(（【]?(?:(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?[, T]*)?"
                    + "(\\d{1,2})[:：](\\d{2})(?:[:：](\\d{2}))?(?: ?([AaPp])\\.?[Mm]\\.?)?[])）】]? *[-–—]? *");

    /// Names of fields in letters and forms, which no one is called.
    private static final Set<String> FIELDS = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "subject",
            "date",
            "sent",
            "received",
            "reply-to",
            "message-id",
            "content-type",
            "mime-version",
            "return-path",
            "http",
            "https",
            "note",
            "ps",
            "p.s",
            "re",
            "fwd",
            "todo",
            "warning",
            "error",
            "info",
            "debug",
            "发件人",
            "收件人",
            "主题",
            "日期",
            "抄送",
            "注",
            "备注");

    static @Nullable PlainLine of(String raw) {
        String line = Marks.strip(raw.length() > 400 ? raw.substring(0, 400) : raw);
        Matcher stamp = STAMP.matcher(line);
        boolean stamped = stamp.lookingAt();
        int from = stamped ? stamp.end() : 0;
        int colon = colon(line, from);
        if (colon < 0) return null;
        String name = Marks.strip(line.substring(from, colon));
        if (!isName(name)) return null;
        String text = Marks.strip(raw).substring(colon + 1);
        return new PlainLine(stamped ? time(stamp) : null, name, Marks.strip(text));
    }

    /// The first colon; an ASCII one counts only with a space or nothing after it, unless a word of another script
    /// follows, where no one types the space.
    private static int colon(String line, int from) {
        for (int i = from; i < line.length() && i - from <= LONGEST_NAME + 1; i++) {
            char c = line.charAt(i);
            if (c == '：') return i;
            if (c != ':') continue;
            if (i + 1 == line.length() || Marks.isSpace(line.charAt(i + 1)) || line.charAt(i + 1) > '\u2E7F') return i;
            return -1;
        }
        return -1;
    }

    private static boolean isName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || FIELDS.contains(name.toLowerCase(Locale.ROOT)))
            return false;
        if (name.chars().anyMatch(c -> "{}<>=;\"“”\\|#?!？！。，".indexOf(c) >= 0)) return false;
        int first = name.codePointAt(0);
        boolean begins =
                Character.isLetter(first) || first == '+' || first == '@' || first > 0x2600 || Character.isDigit(first);
        return begins && name.split("\\s+").length <= MOST_WORDS && name.chars().anyMatch(c -> !Character.isDigit(c));
    }

    private static @Nullable OffsetDateTime time(Matcher stamp) {
        if (stamp.group(1) == null) return null;
        try {
            String second = stamp.group(6);
            LocalDate date = LocalDate.of(number(stamp, 1), number(stamp, 2), number(stamp, 3));
            LocalDateTime at =
                    date.atTime(hour(stamp), number(stamp, 5), second == null ? 0 : Integer.parseInt(second));
            return at.atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int hour(Matcher stamp) {
        int shown = number(stamp, 4);
        String half = stamp.group(7);
        if (half == null) return shown;
        return half.equalsIgnoreCase("p") ? shown % 12 + 12 : shown % 12;
    }

    private static int number(Matcher stamp, int group) {
        return Integer.parseInt(stamp.group(group));
    }
}
