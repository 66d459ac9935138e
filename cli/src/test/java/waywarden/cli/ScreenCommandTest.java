package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waywarden.conversation.Conversation;
import waywarden.indicator.IndicatorCatalog;
import waywarden.intake.Export;
import waywarden.intake.Imported;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Progress;
import waywarden.intake.Reason;
import waywarden.result.Marked;
import waywarden.screening.Screening;
import waywarden.screening.Screening.NotScreened;

class ScreenCommandTest {

    private static final String CHAT = """
            {"id": "a-1", "messages": [{"t": "2026-03-14T18:42:00Z", "from": "contact", "text": "SECRETWORDS hello"}, {"from": "worker", "text": "hi"}]}
            """;

    @TempDir
    Path folder;

    @Test
    void returnsZeroWhenAllWasRead() throws IOException {
        Stage stage = new Stage();

        int code = stage.run(new Fake(), "screen", file("chat.jsonl", CHAT));

        assertThat(code).isZero();
        assertThat(stage.out()).contains("Daniel Foster").contains("Talk to your desk first");
        assertThat(stage.err()).isEmpty();
    }

    @Test
    void returnsOneAndSaysWhatCouldNotBeRead() throws IOException {
        Stage stage = new Stage();
        String damaged = file("damaged.jsonl", CHAT + "{\"id\": \"a-2\", \"messages\": [{\"from\":\n");

        int code = stage.run(
                new Fake(), "screen", damaged, folder.resolve("missing.txt").toString());

        assertThat(code).isEqualTo(1);
        assertThat(stage.out()).contains("Daniel Foster");
        assertThat(stage.err())
                .contains("Not read: " + damaged + ", line 2")
                .contains("missing.txt")
                .doesNotContain("SECRETWORDS")
                .doesNotContain("Exception");
    }

    @Test
    void readsStandardInput() {
        Stage stage = new Stage().typing(CHAT);

        assertThat(stage.run(new Fake(), "screen", "--json", "-")).isZero();
        assertThat(stage.out()).startsWith("{\"v\":1,\"id\":\"chat-1\"");
    }

    @Test
    void writesJsonOfTheSchema() throws IOException {
        Stage stage = new Stage();
        Fake library = new Fake() {
            @Override
            Screening screen(Conversation conversation) {
                return conversation.id().equals("a-2")
                        ? new NotScreened(conversation, Reason.of("empty"))
                        : Marked.consultant().screened();
            }
        };
        String two = file("two.jsonl", CHAT + CHAT.replace("a-1", "a-2"));

        int code = stage.run(library, "screen", "--json", two);

        assertThat(code).isEqualTo(1);
        List<String> lines = stage.out().lines().toList();
        assertThat(lines).hasSize(2);
        for (String line : lines) assertThat(faults(line)).as(line).isEmpty();
        assertThat(lines.getFirst())
                .contains("\"concern\":\"stop\",\"phase\":3")
                .contains("\"alarm_at\":6");
        assertThat(lines.getLast()).contains("\"concern\":null").contains("\"severity\":\"loss\"");
        assertThat(stage.err()).contains("Not screened");
    }

    @Test
    void hasASchemaThatRefusesWhatIsWrong() {
        assertThat(faults("{\"v\":1,\"id\":\"x\",\"source\":\"y\",\"concern\":\"grave\"}"))
                .isNotEmpty();
        assertThat(faults("{\"v\":1,\"id\":\"x\",\"source\":\"y\",\"concern\":null,\"problems\":[]}"))
                .isNotEmpty();
    }

    @Test
    void asksOnATerminalWhoTheWorkerIs() throws IOException {
        Stage stage = new Stage().onTerminal().typing("x\n9\n2\n");

        int code = stage.run(new Unsure(), "screen", file("chat.jsonl", CHAT));

        assertThat(code).isZero();
        assertThat(stage.err()).contains("1  Ann").contains("2  Ben").contains("one of the numbers");
        assertThat(stage.out()).contains("Daniel Foster");
    }

    @Test
    void namesTheCandidatesWhereItCannotAsk() throws IOException {
        Stage stage = new Stage();

        int code = stage.run(new Unsure(), "screen", file("chat.jsonl", CHAT));

        assertThat(code).isEqualTo(2);
        assertThat(stage.err()).contains("--me").contains("Ann").contains("Ben");
        assertThat(stage.out()).isEmpty();
        assertThat(new Stage().run(new Unsure(), "screen", "--me", "Ben", file("chat.jsonl", CHAT)))
                .isZero();
    }

    @Test
    void writesAPageAndSaysWhere() throws IOException {
        Stage stage = new Stage();
        Path report = folder.resolve("report.html");

        int code = stage.run(new Fake(), "screen", "--html", report.toString(), file("chat.jsonl", CHAT));

        assertThat(code).isZero();
        assertThat(stage.out()).contains("Daniel Foster").contains("Report written to " + report);
        assertThat(Jsoup.parse(Files.readString(report)).select("article")).hasSize(1);
    }

    @Test
    void leavesAnotherFileAlone() throws IOException {
        Stage stage = new Stage();
        String thesis = file("thesis.html", "years of work");

        assertThat(stage.run(new Fake(), "screen", "--html", thesis, file("chat.jsonl", CHAT)))
                .isEqualTo(2);
        assertThat(stage.err()).contains("--force");
        assertThat(Path.of(thesis)).hasContent("years of work");
    }

    @Test
    void refusesUnusableSettingsInASentence() throws IOException {
        Stage stage = new Stage();
        String settings = file("waywarden.yaml", "tell: nobody\n");

        assertThat(stage.run(new Fake(), "screen", "--settings", settings, file("chat.jsonl", CHAT)))
                .isEqualTo(2);
        assertThat(stage.err()).contains("`tell`");
    }

    @Test
    void turnsAFaultOfTheProgramIntoASentenceWithoutWords() throws IOException {
        Fake broken = new Fake() {
            @Override
            Screening screen(Conversation conversation) {
                throw new IllegalStateException(
                        conversation.messages().getFirst().text());
            }
        };
        Stage stage = new Stage();

        assertThat(stage.run(broken, "screen", file("chat.jsonl", CHAT))).isEqualTo(1);
        assertThat(stage.err())
                .contains("IllegalStateException")
                .doesNotContain("SECRETWORDS")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesWrongUsage() {
        assertThat(new Stage().run(new Fake(), "screen")).isEqualTo(2);
        assertThat(new Stage().run(new Fake(), "screen", "--jso", "x")).isEqualTo(2);
        assertThat(new Stage().run(new Fake(), "screen", "--limits", "none", "x"))
                .isEqualTo(2);
        assertThat(new Stage().run()).isEqualTo(2);
        Stage misspelt = new Stage();
        assertThat(misspelt.run("scren")).isEqualTo(2);
        assertThat(misspelt.err()).contains("scren").contains("screen");
    }

    @ParameterizedTest
    @CsvSource({
        "consultant.txt, Mira Solberg, Daniel Foster",
        "consultant-zh.txt, 林悦, 周启明",
        "expert-call.txt, Mira Solberg, Aisha Brandt"
    })
    void readsTheSamples(String name, String me, String contact) {
        Path sample = Path.of(System.getProperty("waywarden.root", ".."), "samples", name);

        Imported imported = Intake.read(List.of(sample), IntakeLimits.DEFAULT, Progress.NONE);

        assertThat(imported.hasLosses()).isFalse();
        assertThat(Perspective.of(imported.transcripts(), List.of(me)))
                .isInstanceOfSatisfying(
                        Perspective.Resolved.class,
                        resolved -> assertThat(resolved.conversations())
                                .extracting(Conversation::contact)
                                .containsExactly(contact));
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static List<Error> faults(String json) {
        return schema().validate(json, InputFormat.JSON);
    }

    private static Schema schema() {
        try (InputStream in = Objects.requireNonNull(Waywarden.class.getResourceAsStream("screening.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Reads for real and finds the same in every conversation.
    private static class Fake implements Library {
        @Override
        public Imported read(List<Path> files, IntakeLimits limits, Progress progress) {
            return Intake.read(files, limits, progress);
        }

        @Override
        public Imported read(Export export, IntakeLimits limits) {
            return Intake.read(export, limits);
        }

        @Override
        public Perspective.View seenBy(Imported imported, List<String> me) {
            return Perspective.of(imported.transcripts(), me);
        }

        @Override
        public List<Screening> screen(List<Conversation> conversations, Consumer<Screening> done) {
            List<Screening> all = conversations.stream().map(this::screen).toList();
            all.forEach(done);
            return all;
        }

        Screening screen(Conversation conversation) {
            return Marked.consultant().screened();
        }

        @Override
        public IndicatorCatalog catalog() {
            return Marked.catalog();
        }
    }

    /// Cannot tell who the worker is until told.
    private static final class Unsure extends Fake {
        @Override
        public Perspective.View seenBy(Imported imported, List<String> me) {
            if (me.equals(List.of("Ben"))) return super.seenBy(imported, List.of());
            return new Perspective.WhoAreYou(
                    List.of(new Perspective.Candidate("Ann", 1, 4), new Perspective.Candidate("Ben", 1, 3)));
        }
    }
}
