package waywarden.intake.line;

import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Lines;
import waywarden.intake.Marks;
import waywarden.intake.Opening;
import waywarden.intake.Reason;
import waywarden.intake.ThreadWriter;
import waywarden.intake.TranscriptSink;

/// Reads the text that LINE exports: a title, and under each date lines of time, name and words with tabs between.
public final class LineReader implements ConversationReader {

    private static final List<Pattern> TITLES = List.of(
            Pattern.compile("^\\[LINE] ?Chat history (?:with|in) [\"“]?(.+?)[\"”]?$", Pattern.CASE_INSENSITIVE),
            Pattern.compile("^\\[LINE] ?[与與和] ?[「“\"]?(.+?)[」”\"]? ?的(?:聊天记录|聊天記錄|聊天紀錄|对话|對話).*$"),
            Pattern.compile("^\\[LINE] ?(.+?) ?との(?:トーク|ト-ク)履歴.*$"),
            Pattern.compile("^\\[LINE] ?(.+?)(?:님과의|님과|와의|과의) ?(?:대화|채팅).*$"),
            Pattern.compile("^\\[LINE] ?ประวัติการแชท(?:กับ|ใน) ?(.+)$"),
            Pattern.compile("^\\[LINE] ?Riwayat obrolan dengan (.+)$"),
            Pattern.compile("^\\[LINE] ?(.+)$"));

    /// Words on each side may be missing: `上午10:15`, `10:15 AM`, `10:15`.
    private static final Pattern MESSAGE =
            Pattern.compile("^([^\\t\\d]{0,8})(\\d{1,2}):(\\d{2})([^\\t\\d]{0,8})\\t([^\\t]*)(?:\\t(.*))?$");

    private static final Pattern MORNING = Pattern.compile("(?i)^\\W*(am|上午|午前|오전|凌晨)\\W*$");
    private static final Pattern AFTERNOON = Pattern.compile("(?i)^\\W*(pm|下午|午後|오후|晚上)\\W*$");

    @Override
    public String name() {
        return "LINE chat";
    }

    @Override
    public boolean recognises(Opening opening) {
        List<String> lines = opening.text()
                .lines()
                .map(Marks::strip)
                .filter(line -> !line.isEmpty())
                .limit(60)
                .toList();
        if (lines.isEmpty()) return false;
        if (lines.getFirst().startsWith("[LINE]")) return true;
        boolean dated = false;
        for (String line : lines) {
            if (LineDate.of(line) != null) dated = true;
            else if (dated && MESSAGE.matcher(line).matches() && line.indexOf('\t') != line.lastIndexOf('\t'))
                return true;
        }
        return false;
    }

    @Override
    public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        String title = title(export, limits);
        ThreadWriter thread = new ThreadWriter("line", title, limits, sink, LineWords::uniform);
        Day day = new Day(thread, sink);
        try (Lines lines = Lines.of(export, limits, sink)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (lines.number() > 3 || day.date != null || !isHead(line)) day.line(line, lines.number());
            }
        }
        thread.finish();
    }

    private static @Nullable String title(Export export, IntakeLimits limits) throws IOException {
        try (Lines lines = Lines.quietly(export, limits)) {
            String first = lines.next();
            if (first == null) return null;
            String stripped = Marks.strip(first);
            for (Pattern pattern : TITLES) {
                Matcher matcher = pattern.matcher(stripped);
                if (matcher.matches()) return matcher.group(1).strip();
            }
            return null;
        }
    }

    /// The title, and below it the line that tells when the chat was saved: words, a colon and a date.
    private static boolean isHead(String line) {
        String stripped = Marks.strip(line);
        return stripped.startsWith("[LINE]")
                || (stripped.matches("^\\D{2,30}[:：].*\\d{1,2}:\\d{2}.*$") && stripped.indexOf('\t') < 0);
    }

    /// The date under which lines are read, and the quotation that a message of several lines is in.
    private static final class Day {
        private final ThreadWriter thread;
        private final TranscriptSink sink;
        private @Nullable LocalDate date;
        private boolean quoted;

        private Day(ThreadWriter thread, TranscriptSink sink) {
            this.thread = thread;
            this.sink = sink;
        }

        private void line(String line, long number) {
            if (quoted && !isPlainlyNext(line)) {
                thread.line(line);
                quoted = !endsQuotation(line);
                return;
            }
            quoted = false;
            LocalDate next = line.indexOf('\t') >= 0 ? null : LineDate.of(Marks.strip(line));
            if (next != null) {
                thread.interrupt();
                date = next;
                return;
            }
            if (LineDate.hasShape(line)) sink.note(number, Reason.of("date-impossible"));
            Matcher matcher = MESSAGE.matcher(line);
            if (matcher.matches() && Integer.parseInt(matcher.group(2)) < 25) message(matcher);
            else thread.line(line);
        }

        /// A quotation mark that a person typed opens no quotation, so that what cannot be part of a message ends it.
        private static boolean isPlainlyNext(String line) {
            if (line.indexOf('\t') < 0) {
                String stripped = Marks.strip(line);
                return LineDate.of(stripped) != null && stripped.chars().anyMatch(Character::isLetter);
            }
            Matcher matcher = MESSAGE.matcher(line);
            return matcher.matches() && matcher.group(6) != null;
        }

        /// A line of time and words alone is the program's own: `Ana joined`, `You unsent a message`.
        private void message(Matcher matcher) {
            String text = matcher.group(6);
            String sender = Marks.strip(matcher.group(5));
            if (text == null || sender.isEmpty()) {
                thread.interrupt();
                return;
            }
            thread.begin(at(matcher), sender, text);
            quoted = text.startsWith("\"") && !endsQuotation(text.substring(1));
        }

        private @Nullable OffsetDateTime at(Matcher matcher) {
            if (date == null) return null;
            int hour = Integer.parseInt(matcher.group(2));
            int minute = Integer.parseInt(matcher.group(3));
            String words = matcher.group(1) + matcher.group(4);
            if (MORNING.matcher(words).matches() && hour == 12) hour = 0;
            if (AFTERNOON.matcher(words).matches() && hour < 12) hour += 12;
            if (minute > 59) return null;
            return date.atTime(hour % 24, minute).atOffset(ZoneOffset.UTC);
        }

        /// A quotation ends with an odd number of quotation marks at a line's end; doubled ones stand for themselves.
        private static boolean endsQuotation(String line) {
            int marks = 0;
            while (marks < line.length() && line.charAt(line.length() - 1 - marks) == '"') marks++;
            return marks % 2 == 1;
        }
    }
}
