package waywarden.intake;

/// Characters that steer the direction of writing and are seen by no one; chat programs scatter them over exports.
public final class Marks {

    private Marks() {}

    /// Direction marks, embeddings and isolates, the byte order mark, and the zero-width space.
    public static boolean isMark(char c) {
        return c >= '\u200B'
                && (c == '\u200B'
                        || c == '\u200E'
                        || c == '\u200F'
                        || (c >= '\u202A' && c <= '\u202E')
                        || (c >= '\u2066' && c <= '\u2069')
                        || c == '\uFEFF');
    }

    /// White space of any kind, no-break spaces included.
    public static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\u00A0' || c == '\u202F' || c == '\u3000' || Character.isWhitespace(c);
    }

    /// Without marks and spaces at its ends.
    public static String strip(String words) {
        int from = 0;
        int to = words.length();
        while (from < to && isBlank(words.charAt(from))) from++;
        while (to > from && isBlank(words.charAt(to - 1))) to--;
        return words.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return isMark(c) || isSpace(c);
    }
}
