package waywarden.intake.whatsapp;

import waywarden.intake.Marks;

/// Scans the head of a line, `[13.06.18, 21:25:15] ` or `6/13/18, 9:25 PM - ` and their many relatives, into numbers.
/// By hand rather than by pattern, because every line of a large file goes through it, twice.
final class HeadLine {

    /// Most characters of a word between date and time or after the time: `klo`, `a. m.`, `पूर्वाह्न`.
    private static final int LONGEST_WORD = 24;

    private String line = "";
    private int at;
    private final int[] numbers = new int[3];
    private final int[] widths = new int[3];
    private int hour;
    private int minute;
    private int second;
    private int shape;
    private HalfOfDay half = HalfOfDay.NONE;

    /// Whether the line begins with a date and time in one of the shapes; what was found is asked for afterwards.
    boolean scan(String scanned) {
        line = scanned;
        at = 0;
        half = HalfOfDay.NONE;
        skipMarks();
        boolean bracketed = eat('[');
        char separator = date();
        if (separator == 0 || !words(true)) return false;
        int seconds = time();
        if (seconds < 0) return false;
        int closing = bracketed ? bracket() : dash();
        if (closing < 0) return false;
        hour = half.hourOfDay(hour);
        shape = separator
                | (yearAt() + 1) << 16
                | seconds << 18
                | (half == HalfOfDay.NONE ? 0 : 1) << 19
                | closing << 20;
        return true;
    }

    /// One file's heads are all of one shape; where a line differs it was pasted into a message.
    int shape() {
        return shape;
    }

    /// Index of the first character after the head.
    int end() {
        return at;
    }

    int number(int index) {
        return numbers[index];
    }

    /// Where a year of four digits stands, or -1.
    int yearAt() {
        for (int i = 0; i < 3; i++) {
            if (widths[i] == 4) return i;
        }
        return -1;
    }

    /// Whether the shape is the American one: no leading zeros, capital AM or PM, slashes.
    boolean looksAmerican() {
        return half.isCapital() && (widths[0] == 1 || widths[1] == 1) && (shape & 0xFFFF) == '/';
    }

    int hour() {
        return hour;
    }

    int minute() {
        return minute;
    }

    int second() {
        return second;
    }

    /// The separator, or 0 where there is no date.
    private char date() {
        if (!readNumber(0)) return 0;
        char separator = separator();
        if (separator == 0 || !readNumber(1) || separator() == 0 || !readNumber(2)) return 0;
        int wide = 0;
        for (int width : widths) {
            if (width == 3) return 0;
            if (width == 4) wide++;
        }
        return wide > 1 ? 0 : separator;
    }

    private boolean readNumber(int index) {
        skipMarks();
        int value = 0;
        int width = 0;
        while (at < line.length() && width < 5) {
            int digit = digit(line.charAt(at));
            if (digit < 0) break;
            value = value * 10 + digit;
            width++;
            at++;
        }
        numbers[index] = value;
        widths[index] = width;
        return width >= 1 && width <= 4;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') return c - '0';
        return c < '\u0660' ? -1 : Character.digit(c, 10);
    }

    private char separator() {
        skipBlanks();
        if (at >= line.length()) return 0;
        char c = line.charAt(at);
        if (c != '/' && c != '.' && c != '-' && c != '年' && c != '月' && c != '년' && c != '월') return 0;
        at++;
        skipBlanks();
        return c;
    }

    /// What stands between date and time, up to a digit; or, after the time, up to what closes the head.
    private boolean words(boolean before) {
        int from = at;
        boolean letters = false;
        while (at < line.length() && at - from <= LONGEST_WORD) {
            char c = line.charAt(at);
            if (before ? digit(c) >= 0 : isClosing(c)) break;
            if (!isWordPart(c, before)) return false;
            letters |= Character.isLetter(c);
            at++;
        }
        if (at >= line.length() || at - from > LONGEST_WORD || (before && at == from)) return false;
        if (letters && half == HalfOfDay.NONE) half = HalfOfDay.of(line.substring(from, at));
        return true;
    }

    private static boolean isClosing(char c) {
        return c == ']' || c == '-' || c == '–' || c == '—' || c == ':' || c == ',';
    }

    private static boolean isWordPart(char c, boolean before) {
        if (c == '.' || (before && (c == ',' || c == '،' || c == '、'))) return true;
        if (Character.isLetter(c) || Marks.isSpace(c) || Marks.isMark(c)) return true;
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK || c == '\u200D';
    }

    /// 1 with seconds, 0 without, -1 where there is no time.
    private int time() {
        int width = digits();
        hour = value;
        if (width < 1 || width > 2 || hour > 24 || at >= line.length()) return -1;
        char separator = line.charAt(at++);
        if (separator != ':' && separator != '.' && separator != '：' && separator != 'h') return -1;
        if (digits() != 2 || value > 59) return -1;
        minute = value;
        second = 0;
        if (at + 1 >= line.length() || line.charAt(at) != separator || digit(line.charAt(at + 1)) < 0) return 0;
        at++;
        if (digits() != 2 || value > 59) return -1;
        second = value;
        return 1;
    }

    private int value;

    private int digits() {
        int from = at;
        value = 0;
        for (; at < line.length() && at - from < 3; at++) {
            int digit = digit(line.charAt(at));
            if (digit < 0) break;
            value = value * 10 + digit;
        }
        return at - from;
    }

    private int bracket() {
        if (!words(false) || line.charAt(at) != ']') return -1;
        at++;
        eatSpace();
        return 1;
    }

    /// A dash between spaces, or a colon or comma and a space, as older and Korean exports have.
    private int dash() {
        int from = at;
        if (!words(false)) return -1;
        char c = line.charAt(at);
        boolean isColon = c == ':' || c == ',';
        if (c == ']' || (!isColon && at == from)) return -1;
        // Without a dash a word can be the beginning of a name.
        if (isColon && at > from && HalfOfDay.of(line.substring(from, at)) == HalfOfDay.NONE) return -1;
        at++;
        if (at < line.length() && !eatSpace()) return -1;
        return isColon ? 2 : 0;
    }

    private boolean eatSpace() {
        if (at >= line.length() || !Marks.isSpace(line.charAt(at))) return false;
        at++;
        return true;
    }

    private boolean eat(char wanted) {
        if (at >= line.length() || line.charAt(at) != wanted) return false;
        at++;
        return true;
    }

    private void skipMarks() {
        while (at < line.length() && Marks.isMark(line.charAt(at))) at++;
    }

    private void skipBlanks() {
        while (at < line.length() && (Marks.isMark(line.charAt(at)) || Marks.isSpace(line.charAt(at)))) at++;
    }
}
