package waywarden.intake.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Lines;
import waywarden.intake.Opening;
import waywarden.intake.Reason;
import waywarden.intake.TranscriptSink;

/// Streams a table of comma-, semicolon- or tab-separated values row by row, its columns found by name whatever
/// their order and case. A row that is damaged costs that row; reading goes on behind it.
public final class Table {

    /// Rows above the header that some programs write, such as a title.
    private static final int ROWS_ABOVE_HEADER = 10;

    /// How often reading starts anew behind damage; beyond it the file is no table.
    private static final int MENDED = 100;

    private final Export export;
    private final IntakeLimits limits;
    private final TranscriptSink sink;
    private final Set<String> wanted;
    private final Each each;
    private @Nullable Map<String, Integer> columns;
    private int above;

    private Table(Export export, IntakeLimits limits, TranscriptSink sink, Set<String> wanted, Each each) {
        this.export = export;
        this.limits = limits;
        this.sink = sink;
        this.wanted = wanted;
        this.each = each;
    }

    /// Takes one row.
    public interface Each {
        void row(Row row);
    }

    /// One row of the table.
    ///
    /// @param line    the line it begins in
    /// @param cells   as written
    /// @param columns lower-case column name to place
    public record Row(long line, List<String> cells, Map<String, Integer> columns) {

        /// The cell under this column, given in lower case; empty where the table or the row has none.
        public String cell(String column) {
            Integer place = columns.get(column);
            return place == null || place >= cells.size() ? "" : cells.get(place);
        }
    }

    /// Reads every row below the first that names all the wanted columns.
    ///
    /// @param wanted column names in lower case
    public static void read(Export export, IntakeLimits limits, TranscriptSink sink, Set<String> wanted, Each each)
            throws IOException {
        new Table(export, limits, sink, wanted, each).read();
    }

    /// Whether one of the first lines names all these columns, given in lower case.
    public static boolean hasColumns(Opening opening, Set<String> wanted) {
        return opening.text()
                .lines()
                .limit(ROWS_ABOVE_HEADER)
                .anyMatch(line -> columns(List.of(split(line))).keySet().containsAll(wanted));
    }

    private static String[] split(String line) {
        return line.split(String.valueOf(separator(line)), -1);
    }

    private static char separator(String line) {
        if (line.indexOf(',') >= 0) return ',';
        return line.indexOf(';') >= 0 ? ';' : '\t';
    }

    private static Map<String, Integer> columns(List<String> header) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).replace("\"", "").strip().toLowerCase(Locale.ROOT);
            columns.putIfAbsent(name, i);
        }
        return columns;
    }

    private void read() throws IOException {
        char separator = separator(firstLine());
        long after = 0;
        for (int mended = 0; mended < MENDED; mended++) {
            long damaged = readBehind(after, separator);
            if (damaged == 0) {
                if (columns == null) sink.loss(0, Reason.of("table-no-header"));
                return;
            }
            sink.loss(damaged, Reason.of("table-row-damaged"));
            after = damaged;
        }
        sink.loss(after, Reason.of("table-damaged-here-on"));
    }

    private String firstLine() throws IOException {
        try (Lines lines = Lines.of(export, limits, TranscriptSink.UNHEARD)) {
            for (int i = 0; i < ROWS_ABOVE_HEADER; i++) {
                String line = lines.next();
                if (line == null) break;
                if (columns(List.of(split(line))).keySet().containsAll(wanted)) return line;
            }
        }
        return ",";
    }

    /// The line that a damaged row begins in, or 0 where all was read to the end.
    private long readBehind(long lines, char separator) throws IOException {
        long next = lines + 1;
        try (BufferedReader reader = Lines.reader(export);
                CsvReader<CsvRecord> csv = csv(separator, skip(reader, lines));
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            while (above <= ROWS_ABOVE_HEADER && records.hasNext()) {
                CsvRecord read = records.next();
                long line = lines + read.getStartingLineNumber();
                next = line + 1 + lineEnds(read.getFields());
                row(line, read.getFields());
            }
            return 0;
        } catch (CsvParseException damaged) {
            return next;
        } catch (UncheckedIOException storage) {
            throw storage.getCause();
        }
    }

    private CsvReader<CsvRecord> csv(char separator, BufferedReader reader) {
        CsvRecordHandler handler = CsvRecordHandler.of(settings ->
                settings.maxFieldSize(limits.lineChars()).maxFields(1_000).maxRecordSize(limits.lineChars() * 4));
        return CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(Math.max(limits.lineChars(), 1 << 16))
                .build(handler, reader);
    }

    private static BufferedReader skip(BufferedReader reader, long lines) throws IOException {
        for (long i = 0; i < lines; i++) {
            int c = reader.read();
            while (c >= 0 && c != '\n' && c != '\r') c = reader.read();
            if (c == '\r') {
                reader.mark(1);
                if (reader.read() != '\n') reader.reset();
            }
        }
        return reader;
    }

    private static long lineEnds(List<String> cells) {
        long ends = 0;
        for (String cell : cells) {
            for (int i = 0; i < cell.length(); i++) {
                char c = cell.charAt(i);
                boolean pair = c == '\r' && i + 1 < cell.length() && cell.charAt(i + 1) == '\n';
                if ((c == '\n' || c == '\r') && !pair) ends++;
            }
        }
        return ends;
    }

    private void row(long line, List<String> cells) {
        if (columns != null) {
            boolean empty = cells.stream().allMatch(String::isBlank);
            if (!empty) each.row(new Row(line, cells, columns));
            return;
        }
        Map<String, Integer> named = columns(cells);
        if (named.keySet().containsAll(wanted)) columns = named;
        else above++;
    }
}
