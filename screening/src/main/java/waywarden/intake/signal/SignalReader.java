package waywarden.intake.signal;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
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
import waywarden.intake.MediaKind;
import waywarden.intake.Opening;
import waywarden.intake.OwnerWords;
import waywarden.intake.Reason;
import waywarden.intake.ThreadWriter;
import waywarden.intake.TranscriptSink;

/// Reads the text or Markdown that the common exporters of Signal write: `[2019-12-24, 12:23] Jane: …`. WhatsApp
/// writes such a date too, but with seconds and never with `Me` as a sender.
public final class SignalReader implements ConversationReader {

    private static final Pattern HEAD = Pattern.compile(
            "^\\[(\\d{4})-(\\d{2})-(\\d{2}),? +(\\d{2}):(\\d{2})(?::(\\d{2}))?] ([^:]{1,100}(?:: ?[^: ]{0,40})??): ?(.*)$",
            Pattern.DOTALL);
    private static final Pattern MEDIA = Pattern.compile("(!?)\\[([^\\[\\]]*)]\\((?:\\./)?media/([^()]+)\\)");
    private static final Pattern ATTACHMENT = Pattern.compile("^\\(attachment: ([^()]+)\\)$", Pattern.MULTILINE);
    private static final Pattern REACTIONS = Pattern.compile("\\n?\\(- [^()\\n]{1,400} -\\)$");

    /// Longest beginning of a message in which an attachment is looked for, against patterns on endless text.
    private static final int LOOKED_AT = 20_000;

    @Override
    public String name() {
        return "Signal text";
    }

    @Override
    public boolean recognises(Opening opening) {
        List<Matcher> heads = opening.text()
                .lines()
                .filter(line -> line.startsWith("["))
                .limit(60)
                .map(HEAD::matcher)
                .filter(Matcher::matches)
                .toList();
        if (heads.isEmpty() || !isAmongFirst(opening)) return false;
        return heads.stream().anyMatch(head -> head.group(6) == null || OwnerWords.isOwner(Marks.strip(head.group(7))));
    }

    private static boolean isAmongFirst(Opening opening) {
        return opening.text()
                .lines()
                .filter(line -> !line.isBlank())
                .limit(20)
                .anyMatch(line -> HEAD.matcher(line).matches());
    }

    @Override
    public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        ThreadWriter thread = new ThreadWriter("signal", null, limits, sink, SignalReader::uniform);
        try (Lines lines = Lines.of(export, limits, sink)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                Matcher head = line.startsWith("[") ? HEAD.matcher(line) : null;
                OffsetDateTime at = null;
                if (head != null && head.matches()) {
                    at = time(head);
                    if (at == null) sink.note(lines.number(), Reason.of("date-impossible"));
                }
                if (at == null || head == null) thread.line(line);
                else thread.begin(at, Marks.strip(head.group(7)), head.group(8));
            }
        }
        thread.finish();
    }

    private static @Nullable OffsetDateTime time(Matcher head) {
        try {
            String second = head.group(6);
            return LocalDateTime.of(
                            number(head, 1),
                            number(head, 2),
                            number(head, 3),
                            number(head, 4),
                            number(head, 5),
                            second == null ? 0 : Integer.parseInt(second))
                    .atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher head, int group) {
        return Integer.parseInt(head.group(group));
    }

    private static String uniform(String text) {
        if (text.length() > LOOKED_AT || text.indexOf('(') < 0) return text;
        String unmarked = REACTIONS.matcher(text).replaceFirst("");
        String named = MEDIA.matcher(unmarked)
                .replaceAll(media -> media.group(1).isEmpty() ? kind(media.group(3)) : "<image>");
        return ATTACHMENT
                .matcher(named)
                .replaceAll(media -> kind(media.group(1)))
                .strip();
    }

    private static String kind(String file) {
        return MediaKind.ofFile(file);
    }
}
