package waywarden.result;

/// The words of a finding with a little of what stands around them, made safe to print on a terminal.
///
/// @param before   the words before the evidence
/// @param evidence the words that show the indicator
/// @param after    the words after it
public record Quote(String before, String evidence, String after) {

    private static final int LONG_WORD = 16;

    /// Cut to fit in so many columns: first the surroundings, then the evidence itself.
    public static Quote of(String text, int start, int end, int columns) {
        String evidence = TextWidth.cut(clean(text.substring(start, end)).strip(), columns);
        int room = columns - TextWidth.of(evidence);
        String before = clean(text.substring(0, start)).stripLeading();
        String after = clean(text.substring(end)).stripTrailing();
        int beforeRoom = Math.max(room - TextWidth.of(after), room / 2);
        before = beforeRoom < 2 ? "" : fromWord(before, TextWidth.cutStart(before, beforeRoom));
        int afterRoom = room - TextWidth.of(before);
        after = afterRoom < 2 ? "" : toWord(after, TextWidth.cut(after, afterRoom));
        return new Quote(before, evidence, after);
    }

    /// A cut beginning without the rest of the word it was cut in, in scripts that write spaces.
    private static String fromWord(String whole, String cut) {
        if (cut.equals(whole)) return cut;
        int space = cut.indexOf(' ');
        return space > 0 && space <= LONG_WORD ? "…" + cut.substring(space) : cut;
    }

    private static String toWord(String whole, String cut) {
        if (cut.equals(whole)) return cut;
        int space = cut.lastIndexOf(' ');
        return space >= 0 && cut.length() - space <= LONG_WORD ? cut.substring(0, space + 1) + "…" : cut;
    }

    /// Other people's words without what could steer a terminal: control characters, and marks that turn the direction
    /// of what follows. Line breaks become spaces.
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                if (clean.isEmpty() || clean.charAt(clean.length() - 1) != ' ') clean.append(' ');
            } else if (Character.isISOControl(c)) {
                clean.append('\uFFFD');
            } else if (!turnsDirection(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    /// Text of a right-to-left script kept from turning the line around it.
    public static String isolated(String text) {
        return text.codePoints().anyMatch(Quote::isRightToLeft) ? "\u2068" + text + "\u2069" : text;
    }

    private static boolean turnsDirection(char c) {
        return (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069')
                || c == '\u200E'
                || c == '\u200F'
                || c == '\u061C';
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /// Says nothing of the words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "Quote[" + evidence.length() + " characters]";
    }
}
