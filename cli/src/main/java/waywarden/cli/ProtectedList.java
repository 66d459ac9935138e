package waywarden.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import waywarden.intake.TextEncoding;
import waywarden.register.Entry;
import waywarden.result.Texts;

/// A desk's list of what to protect: a CSV file with a header, each row a term or a file and what is said of it.
///
/// @param rows   in order
/// @param faults what is wrong with the list, a sentence each; a list with faults builds nothing
record ProtectedList(List<Row> rows, List<String> faults) {

    private static final Set<String> COLUMNS =
            Set.of("term", "file", "with", "label", "owner", "level", "expires", "audiences");

    private static final int MOST_BYTES = 64 << 20;

    /// One row.
    ///
    /// @param where list and line, for complaints
    /// @param term  empty where the row names a file
    /// @param with  of which one must stand near the term
    /// @param file  null where the row is a term
    record Row(
            String where,
            Entry entry,
            String term,
            List<String> with,
            @Nullable Path file) {
        /// Says nothing of the term, so that it cannot reach a log.
        @Override
        public String toString() {
            return "Row[" + where + "]";
        }
    }

    static ProtectedList read(Path list, Texts texts) {
        List<Row> rows = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        try (InputStream in = Files.newInputStream(list)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                return new ProtectedList(List.of(), List.of(texts.say("document.large", list, MOST_BYTES >> 20)));
            }
            read(list, TextEncoding.decode(bytes), texts, rows, faults);
        } catch (IOException e) {
            faults.add(texts.say("document.missing", list));
        }
        return new ProtectedList(rows, faults);
    }

    private static void read(Path list, String text, Texts texts, List<Row> rows, List<String> faults) {
        Path folder = list.toAbsolutePath().getParent();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord record : csv) {
                String where = texts.say("list.line", list, String.valueOf(record.getStartingLineNumber()));
                Map<String, String> cells = record.getFieldsAsMap();
                if (rows.isEmpty() && !hasColumns(cells.keySet(), where, texts, faults)) return;
                Row row = row(where, cells, folder, texts, faults);
                if (row != null) rows.add(row);
            }
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            faults.add(texts.say("list.damaged", list));
        }
    }

    private static boolean hasColumns(Set<String> columns, String where, Texts texts, List<String> faults) {
        Set<String> unknown = new TreeSet<>(columns);
        unknown.removeAll(COLUMNS);
        boolean usable = columns.contains("label") && (columns.contains("term") || columns.contains("file"));
        if (usable && unknown.isEmpty()) return true;
        faults.add(texts.say("list.columns", where, String.join(", ", new TreeSet<>(COLUMNS))));
        return false;
    }

    private static @Nullable Row row(
            String where, Map<String, String> cells, @Nullable Path folder, Texts texts, List<String> faults) {
        String term = cell(cells, "term");
        String file = cell(cells, "file");
        String label = cell(cells, "label");
        if (term.isEmpty() == file.isEmpty()) {
            faults.add(texts.say("list.one", where));
            return null;
        }
        if (label.isEmpty()) {
            faults.add(texts.say("list.label", where));
            return null;
        }
        LocalDate expires;
        try {
            expires = date(cell(cells, "expires"));
        } catch (DateTimeException e) {
            faults.add(texts.say("list.date", where));
            return null;
        }
        Entry entry =
                new Entry(label, cell(cells, "owner"), cell(cells, "level"), expires, parts(cell(cells, "audiences")));
        Path document = file.isEmpty() ? null : folder == null ? Path.of(file) : folder.resolve(file);
        return new Row(where, entry, term, parts(cell(cells, "with")), document);
    }

    private static String cell(Map<String, String> cells, String column) {
        return cells.getOrDefault(column, "").strip();
    }

    /// Parts between semicolons.
    static List<String> parts(String cell) {
        List<String> parts = new ArrayList<>();
        for (String part : cell.split("[;；]", -1)) if (!part.isBlank()) parts.add(part.strip());
        return parts;
    }

    /// @throws DateTimeException if it is neither empty nor a date
    static @Nullable LocalDate date(String written) {
        return written.isEmpty() ? null : LocalDate.parse(written);
    }
}
