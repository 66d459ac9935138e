package waywarden.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads every sample under `samples/intake/<format>/` and compares with its `<name>.expected.json`. A sample that has
/// none writes what was read into `target/` as a template, to be looked through and moved beside it, and fails.
class SampleFolderTest {

    private static final Path ROOT = Path.of(System.getProperty("waywarden.root", ".."), "screening");
    private static final Path SAMPLES = ROOT.resolve("src/test/resources/samples/intake");
    private static final String EXPECTED = ".expected.json";
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @TestFactory
    Stream<DynamicTest> samplesReadAsExpected() throws IOException {
        return samples().stream()
                .map(sample ->
                        DynamicTest.dynamicTest(SAMPLES.relativize(sample).toString(), () -> readsAsExpected(sample)));
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(EXPECTED))
                    .sorted()
                    .toList();
        }
    }

    private static void readsAsExpected(Path sample) throws IOException {
        Imported imported = Intake.read(List.of(sample), IntakeLimits.DEFAULT, Progress.NONE);
        assertReaderIsOfItsFolder(sample);
        String name = sample.getFileName().toString();
        Path expected = sample.resolveSibling(name.substring(0, name.lastIndexOf('.')) + EXPECTED);
        ObjectNode read = asJson(imported);
        if (!Files.exists(expected)) {
            Path template = ROOT.resolve("target/samples/intake").resolve(SAMPLES.relativize(expected));
            Files.createDirectories(template.getParent());
            Files.writeString(template, JSON.writeValueAsString(read) + "\n");
            fail(
                    "The sample has no expected file. Look through the template %s and move it beside the sample.",
                    template);
        }
        assertThat(JSON.writeValueAsString(read)).isEqualTo(JSON.writeValueAsString(JSON.readTree(expected.toFile())));
    }

    /// The folder is named as the reader's package, so that no sample is read by another reader unnoticed.
    private static void assertReaderIsOfItsFolder(Path sample) throws IOException {
        Opening opening = Opening.of(Export.of(sample));
        String folder = SAMPLES.relativize(sample).getName(0).toString();
        if (FileKind.of(Files.readAllBytes(sample)) != FileKind.TEXT) return;
        assertThat(ImportFormats.ALL.stream()
                        .filter(reader -> reader.recognises(opening))
                        .findFirst())
                .hasValueSatisfying(
                        reader -> assertThat(reader.getClass().getPackageName()).endsWith("." + folder));
    }

    private static ObjectNode asJson(Imported imported) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode transcripts = json.putArray("transcripts");
        imported.transcripts().forEach(transcript -> transcript(transcripts.addObject(), transcript));
        ArrayNode problems = json.putArray("problems");
        for (Problem problem : imported.problems()) {
            problems.addObject()
                    .put("severity", problem.severity().name())
                    .put("line", problem.line())
                    .put("key", problem.reason().key());
        }
        return json;
    }

    private static void transcript(ObjectNode json, Transcript transcript) {
        Transcript.Header header = transcript.header();
        json.put("id", header.id())
                .put("channel", header.channel())
                .put("title", header.title())
                .put("lang", header.lang());
        ArrayNode worker = json.putArray("worker");
        header.worker().stream().sorted().forEach(worker::add);
        ArrayNode utterances = json.putArray("utterances");
        for (Utterance utterance : transcript.utterances()) {
            ObjectNode said = utterances.addObject();
            said.put("at", utterance.at() == null ? null : utterance.at().toString())
                    .put("sender", utterance.sender())
                    .put("text", utterance.text());
            if (utterance.place() != null) said.put("place", utterance.place());
        }
    }
}
