package waywarden.result;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How many columns text takes on a terminal, and how it is broken and cut to fit.
/// Wide characters and emoji take two (Unicode Standard Annex 11), combining marks none.
public final class TextWidth {

    private TextWidth() {}

    public static int of(String text) {
        if (isPlain(text)) return text.length();
        int width = 0;
        for (String cluster : clusters(text)) width += ofCluster(cluster);
        return width;
    }

    /// The text followed by spaces up to a number of columns.
    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /// The text, or as much of its beginning as fits with an ellipsis.
    public static String cut(String text, int columns) {
        if (of(text) <= columns) return text;
        StringBuilder kept = new StringBuilder();
        int width = 1;
        for (String cluster : clusters(text)) {
            width += ofCluster(cluster);
            if (width > columns) break;
            kept.append(cluster);
        }
        return kept.append('…').toString();
    }

    /// As much of the text's end as fits with an ellipsis before it.
    public static String cutStart(String text, int columns) {
        if (of(text) <= columns) return text;
        List<String> clusters = clusters(text);
        int from = clusters.size();
        int width = 1;
        while (from > 0 && (width += ofCluster(clusters.get(from - 1))) <= columns) from--;
        return "…" + String.join("", clusters.subList(from, clusters.size()));
    }

    /// The text in lines of at most so many columns, broken where its script allows.
    public static List<String> wrap(String text, int columns, Locale locale) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        BreakIterator breaks = BreakIterator.getLineInstance(locale);
        breaks.setText(text);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            String piece = text.substring(start, end);
            if (!line.isEmpty() && of(line + piece.stripTrailing()) > columns) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            while (of(piece.stripTrailing()) > columns) {
                String part = atMost(piece, columns);
                lines.add(part);
                piece = piece.substring(part.length());
            }
            line.append(piece);
        }
        if (!line.isEmpty() || lines.isEmpty()) lines.add(line.toString().stripTrailing());
        return lines;
    }

    private static String atMost(String text, int columns) {
        StringBuilder part = new StringBuilder();
        int width = 0;
        for (String cluster : clusters(text)) {
            width += ofCluster(cluster);
            if (width > columns && !part.isEmpty()) break;
            part.append(cluster);
        }
        return part.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') return false;
        }
        return true;
    }

    private static List<String> clusters(String text) {
        List<String> clusters = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            clusters.add(text.substring(start, end));
        }
        return clusters;
    }

    private static int ofCluster(String cluster) {
        int width = 0;
        for (int i = 0; i < cluster.length(); ) {
            int c = cluster.codePointAt(i);
            width = Math.max(width, ofCodePoint(c));
            i += Character.charCount(c);
        }
        return width;
    }

    private static int ofCodePoint(int c) {
        if (c >= ' ' && c <= '~') return 1;
        // The emoji variation selector widens what stands before it.
        if (c == 0xFE0F) return 2;
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || type == Character.CONTROL) return 0;
        int eastAsian = UCharacter.getIntPropertyValue(c, UProperty.EAST_ASIAN_WIDTH);
        boolean wide = eastAsian == UCharacter.EastAsianWidth.WIDE
                || eastAsian == UCharacter.EastAsianWidth.FULLWIDTH
                || UCharacter.hasBinaryProperty(c, UProperty.REGIONAL_INDICATOR);
        return wide ? 2 : 1;
    }
}
