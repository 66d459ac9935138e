package waywarden.indicator;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/// A text folded for matching, with the way back to the original: compatibility forms (NFKC), case,
/// invisible characters, kinds of quotes and dashes, accents of Latin letters, the Arabic and Russian
/// letters that people write in more than one way, and traditional Chinese characters no longer make a
/// difference.
///
/// The fold works on one base character with its marks at a time, so that each folded character knows
/// where in the original it comes from.
public final class NormalText {

    private final String folded;
    private final int[] starts;
    private final int[] ends;

    private NormalText(String folded, int[] starts, int[] ends) {
        this.folded = folded;
        this.starts = starts;
        this.ends = ends;
    }

    public static NormalText of(String text) {
        Builder builder = new Builder(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = clusterEnd(text, i);
            if (end == i + 1 && text.charAt(i) < 0x80) builder.add(ASCII[text.charAt(i)], i, end);
            else fold(text.substring(i, end), i, end, builder);
            i = end;
        }
        return builder.build();
    }

    /// The folded text.
    public String folded() {
        return folded;
    }

    /// Where the folded character at `index` begins in the original.
    public int start(int index) {
        return starts[index];
    }

    /// Where the folded character before `end` ends in the original; `end` is at least 1.
    public int end(int end) {
        return ends[end - 1];
    }

    /// Says nothing of the words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "NormalText[" + folded.length() + " characters]";
    }

    private static final char[] ASCII = new char[0x80];

    static {
        for (char c = 0; c < ASCII.length; c++) ASCII[c] = c < ' ' && c != '\n' ? ' ' : Character.toLowerCase(c);
    }

    private static int clusterEnd(String text, int start) {
        int end = start + Character.charCount(text.codePointAt(start));
        while (end < text.length()) {
            char next = text.charAt(end);
            if (next < 0x300) break;
            int type = Character.getType(next);
            if (type != Character.NON_SPACING_MARK && type != Character.ENCLOSING_MARK) break;
            end++;
        }
        return end;
    }

    private static void fold(String cluster, int start, int end, Builder builder) {
        int first = cluster.codePointAt(0);
        if (isInvisible(first)) return;
        if (cluster.length() == 1 && isHan(first)) {
            builder.add(Simplified.of((char) first), start, end);
            return;
        }
        String normal = Normalizer.normalize(cluster, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (Character.UnicodeScript.of(first) == Character.UnicodeScript.LATIN) normal = withoutAccents(normal);
        for (int i = 0; i < normal.length(); i++) {
            char c = plain(normal.charAt(i));
            if (!isArabicMark(c)) builder.add(c, start, end);
        }
    }

    /// People leave accents out when they type fast, so a pattern with them and one without must be the
    /// same.
    private static String withoutAccents(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder letters = new StringBuilder(text.length());
        for (int i = 0; i < apart.length(); i++) {
            if (Character.getType(apart.charAt(i)) != Character.NON_SPACING_MARK) letters.append(apart.charAt(i));
        }
        return letters.toString();
    }

    /// Vowel signs and the stretching stroke, which carry no letter.
    private static boolean isArabicMark(char c) {
        return (c >= 0x064B && c <= 0x0652) || c == 0x0640;
    }

    private static boolean isHan(int codePoint) {
        return codePoint >= 0x3400 && codePoint <= 0x9FFF;
    }

    private static boolean isInvisible(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.FORMAT || codePoint == 0xFE0F || codePoint == 0xFE0E || codePoint == 0x034F;
    }

    private static char plain(char c) {
        return switch (c) {
            case '\u2018', '\u2019', '\u201B', '\u02BC', '\u00B4', '\u2032' -> '\'';
            case '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB', '\u2033' -> '"';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
            case '\u3002' -> '.';
            case '\u3001' -> ',';
            case '\u00A0', '\u2007', '\u202F' -> ' ';
            case '\u0622', '\u0623', '\u0625' -> '\u0627'; // alef with hamza or madda
            case '\u0649' -> '\u064A'; // alef maqsura, often written as ya
            case '\u0629' -> '\u0647'; // ta marbuta, often written as ha
            case '\u060C' -> ','; // Arabic comma
            case '\u061F' -> '?'; // Arabic question mark
            case '\u061B' -> ';'; // Arabic semicolon
            case '\u0451' -> '\u0435'; // yo, mostly written as ye
            default -> c;
        };
    }

    private static final class Builder {
        private char[] chars;
        private int[] starts;
        private int[] ends;
        private int length;

        Builder(int capacity) {
            chars = new char[capacity];
            starts = new int[capacity];
            ends = new int[capacity];
        }

        void add(char c, int start, int end) {
            if (length == chars.length) {
                int capacity = length * 2 + 8;
                chars = Arrays.copyOf(chars, capacity);
                starts = Arrays.copyOf(starts, capacity);
                ends = Arrays.copyOf(ends, capacity);
            }
            chars[length] = c;
            starts[length] = start;
            ends[length] = end;
            length++;
        }

        NormalText build() {
            return new NormalText(new String(chars, 0, length), starts, ends);
        }
    }

    /// Traditional to simplified characters, one at a time, remembered as they are met.
    private static final class Simplified {
        private static final Transliterator TRANSLITERATOR = Transliterator.getInstance("Traditional-Simplified");
        private static final char[] KNOWN = new char[0xA000];

        static char of(char c) {
            char known = KNOWN[c];
            if (known != 0) return known;
            String simple = TRANSLITERATOR.transliterate(String.valueOf(c));
            char result = simple.length() == 1 ? simple.charAt(0) : c;
            KNOWN[c] = result;
            return result;
        }
    }
}
