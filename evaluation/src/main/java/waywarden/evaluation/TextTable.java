package waywarden.evaluation;

import java.util.ArrayList;
import java.util.List;

/// Rows of cells set in columns, the first column to the left, all others to the right.
final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();

    TextTable row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    TextTable row(String... cells) {
        return row(List.of(cells));
    }

    String text() {
        List<Integer> widths = widths();
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                String padding = " ".repeat(widths.get(c) - width(row.get(c)));
                if (c == 0) line.append(row.get(c)).append(padding);
                else line.append("  ").append(padding).append(row.get(c));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                int width = width(row.get(c));
                if (c == widths.size()) widths.add(width);
                else widths.set(c, Math.max(widths.get(c), width));
            }
        }
        return widths;
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
