package waywarden.evaluation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import waywarden.evaluation.EvaluationReport.DetectorBins;
import waywarden.evaluation.EvaluationReport.Fairness;
import waywarden.evaluation.EvaluationReport.FalseAlarms;
import waywarden.evaluation.EvaluationReport.Quality;
import waywarden.evaluation.EvaluationReport.Reliability;
import waywarden.evaluation.EvaluationReport.Requests;
import waywarden.evaluation.EvaluationReport.Row;
import waywarden.evaluation.EvaluationReport.Section;
import waywarden.evaluation.EvaluationReport.Speeds;

/// The report as tables for a person's eye: every detector a column, intervals in brackets.
final class ReportText {

    private static final String NONE = "-";

    /// What is shown of each part; the JSON report has every measure of every part.
    private static final List<Measure> OF_PARTS = List.of(Measure.MACRO_F1, Measure.AUC, Measure.SOON_AFTER_SIGN);

    private ReportText() {}

    static void print(EvaluationReport report, PrintStream out) {
        out.println("In brackets: 95 % intervals, by drawing pairs anew; of alarms per 1,000, exact.");
        for (Section section : report.sections()) {
            out.println();
            out.println("== " + section.title() + " ==");
            print(section, out);
        }
    }

    private static void print(Section section, PrintStream out) {
        switch (section) {
            case Quality quality -> printQuality(quality, out);
            case Reliability reliability -> printReliability(reliability, out);
            case Fairness fairness -> printFairness(fairness, out);
            case FalseAlarms falseAlarms -> printFalseAlarms(falseAlarms, out);
            case Requests requests -> printRequests(requests, out);
            case Speeds speeds -> printSpeeds(speeds, out);
        }
    }

    private static void printQuality(Quality quality, PrintStream out) {
        for (String setting : distinct(quality.rows(), Row::setting)) {
            List<Row> rows = quality.rows().stream()
                    .filter(row -> row.setting().equals(setting))
                    .toList();
            if (!setting.equals("all")) out.printf("%n-- %s --%n", setting);
            printWhole(rows.stream().filter(row -> row.by().equals("all")).toList(), out);
            for (String by : distinct(rows, Row::by)) {
                if (by.equals("all")) continue;
                List<Row> parts =
                        rows.stream().filter(row -> row.by().equals(by)).toList();
                for (Measure measure : by.equals("scenario") ? List.of(Measure.ACCURACY) : OF_PARTS) {
                    printParts(by, measure.title(), parts, row -> cell(row, measure), out);
                }
                if (by.equals("scenario")) continue;
                printParts(by, "alarms per 1,000 benign", parts, row -> cell(row.falseAlarms(), "%.0f"), out);
            }
        }
    }

    private static void printWhole(List<Row> rows, PrintStream out) {
        Row first = rows.getFirst();
        double m = first.medianLength();
        out.printf(
                Locale.ROOT,
                "%d conversations, %d approaches; median length m = %.1f messages, F-latency p = ln 3/(m-1) = %.4f%n%n",
                first.conversations(),
                first.approaches(),
                m,
                Math.log(3) / Math.max(1, m - 1));
        TextTable table = new TextTable();
        table.row(header("", rows));
        for (Measure measure : Measure.values()) {
            if (rows.stream().noneMatch(row -> row.estimates().containsKey(measure))) continue;
            table.row(line(measure.title(), rows, row -> cell(row, measure)));
        }
        table.row(line("alarms per 1,000 benign", rows, row -> cell(row.falseAlarms(), "%.0f")));
        out.print(table.text());
    }

    private static List<String> header(String first, List<Row> rows) {
        return line(first, rows, Row::detector);
    }

    private static List<String> line(String first, List<Row> rows, Function<Row, String> cell) {
        List<String> cells = new ArrayList<>();
        cells.add(first);
        for (Row row : rows) cells.add(cell.apply(row));
        return cells;
    }

    private static void printParts(
            String by, String what, List<Row> parts, Function<Row, String> cell, PrintStream out) {
        Set<String> detectors = distinct(parts, Row::detector);
        TextTable table = new TextTable();
        List<String> header = new ArrayList<>(List.of(by, "n"));
        header.addAll(detectors);
        table.row(header);
        for (String set : distinct(parts, Row::set)) {
            List<Row> ofSet =
                    parts.stream().filter(row -> row.set().equals(set)).toList();
            List<String> cells = line(set, ofSet, cell);
            cells.add(1, Integer.toString(ofSet.getFirst().conversations()));
            if (cells.stream().skip(2).anyMatch(text -> !text.equals(NONE))) table.row(cells);
        }
        out.printf("%n%s by %s%n%s", what, by, table.text());
    }

    private static Set<String> distinct(List<Row> rows, Function<Row, String> key) {
        Set<String> values = new LinkedHashSet<>();
        for (Row row : rows) values.add(key.apply(row));
        return values;
    }

    private static void printReliability(Reliability reliability, PrintStream out) {
        for (DetectorBins detector : reliability.detectors()) {
            TextTable table = new TextTable().row("said", "n", "mean said", "were approaches");
            for (Calibration.Bin bin : detector.bins()) {
                table.row(
                        String.format(Locale.ROOT, "%.1f to %.1f", bin.from(), bin.to()),
                        Integer.toString(bin.conversations()),
                        number(bin.said(), "%.3f"),
                        number(bin.were(), "%.3f"));
            }
            String setting = detector.setting().equals("all") ? "" : ", " + detector.setting();
            out.printf("%n%s%s%n%s", detector.detector(), setting, table.text());
        }
    }

    private static void printFairness(Fairness fairness, PrintStream out) {
        TextTable table = new TextTable().row("detector", "setting", "swapped", "n", "changed", "share");
        fairness.rows()
                .forEach(row -> table.row(
                        row.detector(),
                        row.setting(),
                        row.swap(),
                        Integer.toString(row.touched()),
                        Integer.toString(row.changed()),
                        cell(row.share(), "%.3f")));
        out.print(table.text());
    }

    private static void printFalseAlarms(FalseAlarms falseAlarms, PrintStream out) {
        TextTable table = new TextTable().row("detector", "set", "language", "n", "alarmed", "per 1,000");
        falseAlarms
                .rows()
                .forEach(row -> table.row(
                        row.detector(),
                        row.set(),
                        row.language(),
                        Integer.toString(row.conversations()),
                        Integer.toString(row.alarmed()),
                        cell(row.perThousand(), "%.1f")));
        out.print(table.text());
    }

    private static void printRequests(Requests requests, PrintStream out) {
        TextTable table =
                new TextTable().row("detector", "messages", "requests", "F1 of requests", "macro F1", "ROC AUC");
        requests.rows()
                .forEach(row -> table.row(
                        row.detector(),
                        Integer.toString(row.messages()),
                        Integer.toString(row.requests()),
                        cell(row.f1(), "%.3f"),
                        cell(row.macroF1(), "%.3f"),
                        cell(row.auc(), "%.3f")));
        out.print(table.text());
    }

    private static void printSpeeds(Speeds speeds, PrintStream out) {
        TextTable table = new TextTable().row("detector", "messages", "messages a second");
        speeds.rows()
                .forEach(row -> table.row(
                        row.detector(),
                        Integer.toString(row.messages()),
                        String.format(Locale.ROOT, "%.0f", row.messagesPerSecond())));
        out.print(table.text());
    }

    private static String cell(Row row, Measure measure) {
        Estimate estimate = row.estimates().get(measure);
        return estimate == null ? NONE : cell(estimate, "%.3f");
    }

    private static String cell(Estimate estimate, String format) {
        if (!estimate.defined()) return NONE;
        return number(estimate.value(), format) + " [" + number(estimate.low(), format) + ", "
                + number(estimate.high(), format) + "]";
    }

    private static String number(double value, String format) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, format, value);
    }
}
