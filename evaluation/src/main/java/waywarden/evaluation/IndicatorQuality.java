package waywarden.evaluation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import waywarden.conversation.Message;
import waywarden.evaluation.Labelled.Mark;
import waywarden.indicator.IndicatorCatalog;
import waywarden.indicator.IndicatorMatcher;
import waywarden.indicator.Match;
import waywarden.indicator.NormalText;

/// How well the words of each indicator's file find what a reader marked: by message, over marked conversations.
public final class IndicatorQuality {

    /// Counts for one indicator in one language.
    ///
    /// @param marked messages a reader marked with it
    /// @param found  messages its words match
    /// @param both   messages in both
    /// @param inBenign matches in benign conversations
    public record Row(String indicator, String language, int marked, int found, int both, int inBenign) {}

    private IndicatorQuality() {}

    public static List<Row> measure(List<Labelled> conversations, IndicatorCatalog catalog) {
        IndicatorMatcher matcher = catalog.matcher();
        Map<String, int[]> counts = new TreeMap<>();
        for (Labelled labelled : conversations) {
            List<Mark> marks = labelled.marks();
            if (marks == null) continue;
            String language = String.valueOf(labelled.conversation().lang());
            Set<String> marked = new HashSet<>();
            for (Mark mark : marks) {
                if (marked.add(mark.indicator() + "@" + mark.message())) {
                    counts(counts, mark.indicator(), language)[0]++;
                }
            }
            IndicatorMatcher.Memory memory = IndicatorMatcher.Memory.EMPTY;
            List<Message> messages = labelled.conversation().messages();
            for (int i = 0; i < messages.size(); i++) {
                IndicatorMatcher.Result result = matcher.match(
                        memory,
                        i,
                        messages.get(i).from(),
                        NormalText.of(messages.get(i).text()));
                memory = result.memory();
                for (Match match : result.matches()) {
                    int[] count = counts(counts, match.indicator(), language);
                    count[1]++;
                    if (marked.contains(match.indicator() + "@" + i)) count[2]++;
                    if (!labelled.approach()) count[3]++;
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        counts.forEach((key, count) -> {
            String[] parts = key.split(" ");
            rows.add(new Row(parts[0], parts[1], count[0], count[1], count[2], count[3]));
        });
        return rows;
    }

    private static int[] counts(Map<String, int[]> counts, String indicator, String language) {
        return counts.computeIfAbsent(indicator + " " + language, key -> new int[4]);
    }

    /// Prints a table with a line an indicator: marked, found and both, in English, Chinese and the other languages,
    /// and how many of the found stand in benign conversations.
    public static void print(List<Row> rows, PrintStream out) {
        Map<String, int[]> lines = new TreeMap<>();
        for (Row row : rows) {
            int column = row.language.equals("en") ? 0 : row.language.equals("zh") ? 3 : 6;
            int[] line = lines.computeIfAbsent(row.indicator, key -> new int[10]);
            line[column] += row.marked;
            line[column + 1] += row.found;
            line[column + 2] += row.both;
            line[9] += row.inBenign;
        }
        out.println("| id | en marked/found/both | zh | others | found in benign |");
        out.println("|---|---|---|---|---|");
        lines.forEach((id, n) -> out.printf(
                Locale.ROOT,
                "| %s | %d/%d/%d | %d/%d/%d | %d/%d/%d | %d |%n",
                id,
                n[0],
                n[1],
                n[2],
                n[3],
                n[4],
                n[5],
                n[6],
                n[7],
                n[8],
                n[9]));
    }
}
