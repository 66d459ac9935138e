package waywarden.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `waywarden stream` on a laptop, as a person starts it.
class StreamCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private record Ran(int code, String out, String err) {}

    private Ran run(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "waywarden.cli.Waywarden",
                "stream",
                "--lang",
                "en"));
        command.addAll(List.of(args));
        Path err = folder.resolve("err.txt");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String said = Files.readString(err)
                .lines()
                .filter(line -> !line.startsWith("SLF4J"))
                .reduce("", (a, b) -> a + b + "\n");
        return new Ran(process.waitFor(), out, said);
    }

    @Test
    void anExportIsReplayedToStandardOutput() throws Exception {
        Path sample = Corpus.ROOT.resolve("samples/consultant.txt");
        Ran ran = run("--from", sample.toString(), "--me", "Mira Solberg", "--parallelism", "2");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(faults("outcome", line)).isEmpty());
        assertThat(lines).anyMatch(line -> line.contains("\"concern\":\"stop\""));
        assertThat(lines).noneMatch(line -> line.contains("late"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 2 | Say where messages come from",
                "--from nowhere.txt | 1 | There is no such file",
                "--from x --lateness soon | 2 | not a length of time",
                "--kafka localhost:1 --kafka-settings nowhere.properties | 2 | cannot be read"
            })
    void whatCannotBeDoneIsSaidInASentence(String args, int code, String sentence) throws Exception {
        Ran ran = run(args.isEmpty() ? new String[0] : args.split(" "));
        assertThat(ran.err()).contains(sentence).doesNotContain("\tat ");
        assertThat(ran.code()).isEqualTo(code);
    }

    @Test
    void theRecordsKeepToTheirSchemas() throws Exception {
        String message =
                ExactlyOnceTest.json("c", 3, Corpus.some().getFirst().messages().getFirst());
        assertThat(faults("message", message)).isEmpty();
        assertThat(faults("message", "{\"conversation\":\"c\"}")).isNotEmpty();
        assertThat(faults("fault", OutcomeJson.fault(new Fault("t-0@1", "It is empty."))))
                .isEmpty();
        var screener = ScreenerSource.BUNDLED.screener();
        ConversationState state = new ConversationState(
                Vocabulary.of(screener),
                screener.start(),
                waywarden.screening.Concern.NONE,
                waywarden.screening.Concern.STOP,
                null,
                0,
                1);
        assertThat(faults("outcome", OutcomeJson.expired("c", state))).isEmpty();
    }

    private static List<?> faults(String schema, String json) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                StreamMain.class.getResourceAsStream("/waywarden/stream/" + schema + ".schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
                    .validate(json, InputFormat.JSON);
        }
    }
}
