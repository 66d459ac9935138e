package waywarden.intake.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds files that old mail programs wrote into the text itself, `begin 644 name` and on.
final class Uuencoded {

    private static final Pattern BEGIN = Pattern.compile("begin [0-7]{3,4} \\S.{0,255}");

    /// Most characters of a line: one for its length, four for each three of 45 bytes, and one some programs add.
    private static final int LINE = 62;

    private Uuencoded() {}

    /// The text with `<file>` for every such file that has an end.
    static String replaced(String text) {
        if (!text.contains("begin ")) return text;
        List<String> lines = text.lines().toList();
        List<String> seen = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            int end = BEGIN.matcher(lines.get(i)).matches() ? end(lines, i + 1) : -1;
            seen.add(end < 0 ? lines.get(i) : "<file>");
            if (end >= 0) i = end;
        }
        return String.join("\n", seen);
    }

    private static int end(List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.equals("end")) return i;
            if (line.length() > LINE || !line.chars().allMatch(c -> c >= ' ' && c <= '`')) return -1;
        }
        return -1;
    }
}
