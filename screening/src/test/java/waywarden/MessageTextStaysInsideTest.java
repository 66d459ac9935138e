package waywarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waywarden.conversation.Conversation;
import waywarden.intake.Export;
import waywarden.intake.Imported;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Problem;
import waywarden.intake.Transcript;
import waywarden.screening.Screener;
import waywarden.screening.Screening;

/// Promises five and six: what people wrote is in no log, no problem, no `toString`; and nothing is skipped in silence.
class MessageTextStaysInsideTest {

    /// A word that stands in every message, name and damage of the exports below, and nowhere in our own sentences.
    private static final String SECRET = "zanzibarquux";

    private static final List<String> EXPORTS = List.of(
            "14/03/2026, 18:42 - Ann: hello " + SECRET + "\n14/03/2026, 18:43 - Bo: " + SECRET + " send me the plan\n",
            "[2019-12-24, 12:23] Me: " + SECRET + "\n[2019-12-24, 12:24] Jane: " + SECRET + "\n[20",
            "{\"name\":\"x\",\"type\":\"personal_chat\",\"id\":1,\"messages\":[{\"id\":1,\"type\":\"message\",\"date\":"
                    + "\"2026-01-01T10:00:00\",\"from\":\"A\",\"from_id\":\"user1\",\"text\":\"" + SECRET
                    + "\"},{\"id\":2,"
                    + "\"text\":\"" + SECRET + "\",\"date\":\"" + SECRET + "\"",
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
                    + "FOLDER\n1,,Ann,,Bo,," + SECRET + ",," + SECRET + ",INBOX\n2,\"" + SECRET,
            "消息ID,类型,发送人,时间,内容\n1,文本,Ann,2026-01-01 10:00:00," + SECRET + "\n2,文本,Bo," + SECRET + "," + SECRET,
            "From a@example.org Thu Jan  1 10:00:00 2026\nFrom: Ann <a@example.org>\nTo: Bo <b@example.org>\nSubject: "
                    + SECRET + "\nDate: Thu, 1 Jan 2026 10:00:00 +0000\nContent-Type: text/plain; charset=" + SECRET
                    + "\n\n" + SECRET + "\n",
            "{\"id\":\"1\",\"messages\":[{\"from\":\"contact\",\"text\":\"" + SECRET
                    + "\"},{\"from\":\"worker\",\"text\":\"" + SECRET
                    + "\"}]}\n{\"id\":\"2\",\"messages\":[{\"from\":\"" + SECRET + "\"",
            "{\"waywarden\":\"diary\",\"v\":1}\n{\"t\":\"" + SECRET + "\",\"contact\":\"Ann\",\"said\":\"" + SECRET
                    + "\"}\n{",
            "Ann: " + SECRET + "\nBo: " + SECRET + " too\nAnn: and " + SECRET + " again\n",
            SECRET + " in no format at all");

    @Test
    void messageTextIsInNoLogNoProblemAndNoToString() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        StringBuilder logged = new StringBuilder();
        PrintStream out = System.out;
        PrintStream err = System.err;
        Handler handler = gatherer(logged);
        Logger.getLogger("").addHandler(handler);
        PrintStream gathered = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(gathered);
        System.setErr(gathered);
        List<String> said = new ArrayList<>();
        try {
            for (String export : EXPORTS) said.addAll(saidOf(export));
        } finally {
            System.setOut(out);
            System.setErr(err);
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(said).isNotEmpty().noneMatch(sentence -> sentence.contains(SECRET));
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain(SECRET);
        assertThat(logged.toString()).doesNotContain(SECRET);
    }

    @Test
    void whatCannotBeReadIsSaid() {
        for (String export : EXPORTS) {
            Imported imported =
                    Intake.read(Export.of("some-file", export.getBytes(StandardCharsets.UTF_8)), IntakeLimits.STRICT);
            long utterances = imported.transcripts().stream()
                    .mapToLong(transcript -> transcript.utterances().size())
                    .sum();
            assertThat(utterances + imported.problems().size())
                    .as("export " + EXPORTS.indexOf(export))
                    .isPositive();
            for (Problem problem : imported.problems()) {
                assertThat(problem.reason().in(Locale.ENGLISH)).isNotBlank();
                assertThat(problem.reason().in(Locale.CHINESE)).isNotBlank();
            }
        }
    }

    @Test
    void theLibraryWritesNothingAnywhere() throws IOException {
        Path here = Path.of(System.getProperty("java.io.tmpdir"));
        for (String export : EXPORTS) saidOf(export);
        try (Stream<Path> files = Files.list(here)) {
            assertThat(files.filter(Files::isRegularFile).filter(Files::isReadable))
                    .noneMatch(file -> holdsSecret(file));
        }
    }

    private static boolean holdsSecret(Path file) {
        try {
            return Files.size(file) < 1_000_000
                    && new String(Files.readAllBytes(file), StandardCharsets.UTF_8).contains(SECRET);
        } catch (IOException gone) {
            return false;
        }
    }

    /// Everything that could come into a log: problems in both languages and the `toString` of every value.
    private static List<String> saidOf(String export) {
        List<String> said = new ArrayList<>();
        Imported imported =
                Intake.read(Export.of("some-file", export.getBytes(StandardCharsets.UTF_8)), IntakeLimits.STRICT);
        said.add(imported.toString());
        for (Problem problem : imported.problems()) {
            said.add(problem.toString());
            said.add(problem.reason().in(Locale.ENGLISH));
            said.add(problem.reason().in(Locale.CHINESE));
        }
        for (Transcript transcript : imported.transcripts()) {
            said.add(transcript.toString());
            transcript.utterances().forEach(utterance -> said.add(utterance.toString()));
        }
        if (Perspective.of(imported.transcripts(), List.of("Ann", "a@example.org"))
                instanceof Perspective.Resolved resolved) {
            said.add(resolved.toString());
            for (Conversation conversation : resolved.conversations()) {
                said.add(conversation.toString());
                conversation.messages().forEach(message -> said.add(message.toString()));
                Screening screening = Screener.bundled().screen(conversation);
                said.add(screening.toString());
            }
        }
        return said;
    }

    private static Handler gatherer(StringBuilder into) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                into.append(new SimpleFormatter().format(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
