package waywarden.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waywarden.conversation.WaywardenException;
import waywarden.evaluation.EvaluationReport.FalseAlarms;
import waywarden.evaluation.EvaluationReport.Quality;

class EvaluateTest {

    @TempDir
    Path folder;

    /// Reads the truth from the ids: what a perfect detector would say.
    private record Knows(Set<String> approaches) implements Detector {
        @Override
        public String name() {
            return "knows";
        }

        @Override
        public Fitted fit(List<Labelled> training, long seed) {
            return conversation -> {
                boolean approach = approaches.contains(conversation.id());
                List<Double> scores = conversation.messages().stream()
                        .map(m -> approach ? 1.0 : 0.0)
                        .toList();
                return Reading.ofScores(scores, 0.5);
            };
        }
    }

    @Test
    void putsEveryDetectorAndPartIntoTheReport() throws Exception {
        EvaluationReport report = Evaluate.run(options(corpus(), true), silent(), Progress.NONE);
        Quality quality = (Quality) report.sections().getFirst();
        assertThat(quality.rows())
                .extracting(EvaluationReport.Row::detector)
                .contains("knows", "n-grams", "shortcuts only", "nearest, skewness");
        assertThat(quality.rows())
                .filteredOn(row -> row.detector().equals("knows"))
                .extracting(row -> row.by() + "=" + row.set())
                .contains("all=all", "language=en", "language=zh", "scenario=cover", "scenario=look-alike");
        assertThat(quality.rows().getFirst().estimates().get(Measure.MACRO_F1)).isEqualTo(new Estimate(1, 1, 1));
        assertThat(quality.rows().getFirst().falseAlarms().value()).isEqualTo(0);
    }

    @Test
    void givesTheSameBytesForTheSameDataAndSeed() throws Exception {
        Path corpus = corpus();
        byte[] first = bytes(corpus);
        assertThat(bytes(corpus)).isEqualTo(first);
    }

    private byte[] bytes(Path corpus) throws Exception {
        EvaluateOptions options = options(corpus, true);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Evaluate.run(options, new PrintStream(printed, true, StandardCharsets.UTF_8), Progress.NONE);
        Path out = options.out();
        assertThat(out).isNotNull();
        printed.write(Files.readAllBytes(folder.resolve("report.json")));
        return printed.toByteArray();
    }

    @Test
    void writesJsonWithNullForWhatIsNotDefined() throws Exception {
        Evaluate.run(options(corpus(), false), silent(), Progress.NONE);
        JsonNode report = new JsonMapper().readTree(Files.readString(folder.resolve("report.json")));
        assertThat(report.get("v").asInt()).isEqualTo(1);
        JsonNode whole = report.get("sections").get(0).get("rows").get(0);
        assertThat(whole.get("measures").get("auc").get("value").asDouble()).isEqualTo(1);
        assertThat(whole.get("measures").has("phase_f1")).isFalse();
        JsonNode bins = report.get("sections").get(1).get("rows").get(0).get("bins");
        assertThat(bins.get(5).get("said").isNull()).isTrue();
    }

    @Test
    void countsAlarmsOnOrdinaryConversationsBySetAndLanguage() throws Exception {
        Path corpus = corpus();
        List<Labelled> benign = LabelledFiles.read(List.of(corpus)).stream()
                .filter(labelled -> !labelled.approach())
                .toList();
        Detector alwaysAlarms = new Knows(Set.copyOf(
                benign.stream().map(labelled -> labelled.conversation().id()).toList()));
        EvaluationReport report =
                Evaluation.of(1, 10, Progress.NONE).falseAlarms(List.of(alwaysAlarms), List.of(), benign);
        FalseAlarms falseAlarms = (FalseAlarms) report.sections().getFirst();
        assertThat(falseAlarms.rows()).hasSize(3);
        assertThat(falseAlarms.rows().getFirst().perThousand().value()).isEqualTo(1000);
        assertThat(falseAlarms.rows().getFirst().perThousand().low()).isLessThan(900);
    }

    @Test
    void refusesADetectorThatLeavesMessagesUnscored() throws Exception {
        Labelled labelled = Samples.pairs(1).getFirst();
        Reading reading = Reading.ofScores(List.of(0.0), 0.5);
        assertThatThrownBy(() -> new Outcome(labelled, reading, 0.5)).hasMessageContaining("not one score");
    }

    @Test
    void saysWhichFileCouldNotBeRead() {
        assertThatThrownBy(() -> Evaluate.run(options(folder.resolve("absent.jsonl"), false), silent(), Progress.NONE))
                .isInstanceOf(WaywardenException.class)
                .hasMessageContaining("absent.jsonl does not exist");
    }

    @Test
    void measuresSeConvoWithItsRequests() throws Exception {
        Path seconvo = Path.of(System.getProperty("waywarden.root"), "..", "shared", "data", "seconvo");
        Assumptions.assumeTrue(
                Files.isDirectory(seconvo), "SEConvo is not beside the repository: its measurement is not tested.");
        List<Labelled> forty = SeConvo.prepared(LabelledFiles.read(List.of(seconvo.resolve("train-40.jsonl"))));
        assertThat(forty).hasSize(40).anyMatch(labelled -> labelled.firstRequest() >= 0);
        EvaluationReport report = RequestDetection.run("requests", forty, 5, 1, 50);
        EvaluationReport.Requests requests =
                (EvaluationReport.Requests) report.sections().getFirst();
        assertThat(requests.rows().getFirst().f1().value()).isBetween(0.6, 0.95);
    }

    @Test
    void mendsTextThatWasReadInTheWrongEncoding() {
        assertThat(SeConvo.mended("motherâ€”what, itâ€™s CafÃ©")).isEqualTo("mother—what, it’s Café");
        assertThat(SeConvo.mended("Café — 好")).isEqualTo("Café — 好");
    }

    @Test
    void masksNamesAsWholeWords() throws Exception {
        Path file = folder.resolve("named.jsonl");
        Files.writeString(file, """
                {"id":"s","lang":"en","label":"malicious","messages":[\
                {"speaker":"Ann Lee","role":"contact","text":"Ann here, Ann Lee. Annual plan?","si":["Full Name"]},\
                {"speaker":"Bo","role":"target","text":"Bo. Bold!","si":[]}]}
                """);
        Labelled prepared = SeConvo.prepared(LabelledFiles.read(List.of(file))).getFirst();
        assertThat(prepared.conversation().messages())
                .extracting(message -> message.text())
                .containsExactly("NAME here, NAME. Annual plan?", "NAME. Bold!");
        assertThat(prepared.firstRequest()).isEqualTo(0);
        assertThat(prepared.toString()).doesNotContain("Ann");
    }

    @Test
    void setsTablesInColumns() {
        assertThat(new TextTable().row("a", "bb", "c").row("ddd", "e", "").text())
                .isEqualTo("a    bb  c\nddd   e\n");
    }

    private EvaluateOptions options(Path corpus, boolean baselines) {
        List<String> approaches = Samples.pairs(8).stream()
                .filter(Labelled::approach)
                .map(labelled -> labelled.conversation().id())
                .toList();
        return new EvaluateOptions(
                List.of(corpus),
                List.of(new Knows(Set.copyOf(approaches))),
                baselines,
                3,
                5,
                50,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(0.5),
                true,
                true,
                false,
                folder.resolve("cache"),
                folder.resolve("report.json"));
    }

    private Path corpus() throws Exception {
        Path file = folder.resolve("sample.jsonl");
        List<String> lines = new ArrayList<>();
        for (Labelled labelled : Samples.pairs(8)) {
            StringBuilder messages = new StringBuilder();
            labelled.conversation()
                    .messages()
                    .forEach(message -> messages.append(messages.isEmpty() ? "" : ",")
                            .append("{\"from\":\"%s\",\"text\":\"%s\"}"
                                    .formatted(
                                            message.from().name().toLowerCase(java.util.Locale.ROOT), message.text())));
            lines.add(
                    "{\"id\":\"%s\",\"pair\":\"%s\",\"lang\":\"%s\",\"label\":\"%s\",\"scenario\":\"%s\",\"messages\":[%s]}"
                            .formatted(
                                    labelled.conversation().id(),
                                    labelled.pair(),
                                    labelled.conversation().lang(),
                                    labelled.approach() ? "approach" : "benign",
                                    labelled.scenario(),
                                    messages));
        }
        Files.write(file, lines);
        return file;
    }

    private static PrintStream silent() {
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    }
}
