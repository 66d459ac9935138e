package waywarden.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Snapshots that earlier versions wrote, with the models and indicators they had, are gone on from.
@SuppressWarnings("try") // The harness's own signature.
class StateEvolutionTest {

    private static final Path SNAPSHOTS = Corpus.ROOT.resolve("stream/src/test/resources/waywarden/stream");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aSnapshotOfAFormerShapeIsGoneOnFrom(int shape) throws Exception {
        OperatorSubtaskState snapshot = OperatorSnapshotUtil.readStateHandle(
                SNAPSHOTS.resolve("state-" + shape + ".snapshot").toString());
        assertThat(goneOnFrom(snapshot)).containsOnlyKeys("grave 2", "grave 3", "calm 1");
    }

    /// What was written from a former shape is of the present one.
    @Test
    void itIsWrittenInTheShapeOfToday() throws Exception {
        String again = folder.resolve("again").toString();
        try (var operator = StateFixture.operator()) {
            operator.initializeState(OperatorSnapshotUtil.readStateHandle(
                    SNAPSHOTS.resolve("state-1.snapshot").toString()));
            operator.open();
            OperatorSnapshotUtil.writeStateHandle(operator.snapshot(2, 2), again);
        }
        byte[] bytes = Files.readAllBytes(Path.of(again));
        assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("P3-28");
        assertThat(goneOnFrom(OperatorSnapshotUtil.readStateHandle(again))).hasSize(3);
    }

    /// @return each message told, by conversation and number
    private static Map<String, JsonNode> goneOnFrom(OperatorSubtaskState snapshot) throws Exception {
        try (var operator = StateFixture.operator()) {
            operator.initializeState(snapshot);
            operator.open();
            StateFixture.says(operator, "grave", 200, "Good.");
            StateFixture.says(operator, "calm", 200, "Good.");
            operator.processWatermark(StateFixture.NOON.plusSeconds(300).toEpochMilli());
            List<Outcome> outcomes = operator.extractOutputValues();
            Map<String, JsonNode> told = outcomes.stream()
                    .collect(Collectors.toMap(
                            outcome ->
                                    outcome.conversation() + " " + json(outcome).get("i"),
                            StateEvolutionTest::json));
            assertThat(told).containsKey("grave 2");
            JsonNode waited = Objects.requireNonNull(told.get("grave 2"));
            assertThat(waited.get("before").stringValue()).isEqualTo("stop");
            assertThat(waited.get("belief").get(3).doubleValue()).isGreaterThan(0.5);
            return told;
        }
    }

    private static JsonNode json(Outcome outcome) {
        return JsonMapper.shared().readTree(outcome.json());
    }
}
