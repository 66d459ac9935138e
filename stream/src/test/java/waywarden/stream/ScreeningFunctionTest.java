package waywarden.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waywarden.conversation.Speaker;

/// Order, waiting, lateness and forgetting, with every clock in the test's hand.
class ScreeningFunctionTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LATENESS = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofDays(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    @SuppressWarnings("NullAway.Init")
    private KeyedOneInputStreamOperatorTestHarness<String, IncomingMessage, Outcome> operator;

    @BeforeEach
    void open() throws Exception {
        operator = harness(new StreamSettings(LATENESS, IDLE, true), ScreenerSource.BUNDLED);
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, IncomingMessage, Outcome> harness(
            StreamSettings settings, ScreenerSource source) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new ScreeningFunction(settings, source)),
                IncomingMessage::conversation,
                Types.STRING);
    }

    private void arrives(String conversation, @Nullable Duration afterNoon, String text) throws Exception {
        arrives(conversation, -1, afterNoon, text);
    }

    private void arrives(String conversation, int number, @Nullable Duration afterNoon, String text) throws Exception {
        Instant at = afterNoon == null ? null : NOON.plus(afterNoon);
        operator.processElement(new StreamRecord<>(
                new IncomingMessage(conversation, number, at, Speaker.CONTACT, text, null),
                at == null ? Long.MIN_VALUE : at.toEpochMilli()));
    }

    private void watermark(Duration afterNoon) throws Exception {
        operator.processWatermark(NOON.plus(afterNoon).toEpochMilli());
    }

    private List<JsonNode> told() {
        List<JsonNode> told = new ArrayList<>();
        operator.extractOutputValues().forEach(outcome -> told.add(JSON.readTree(outcome.json())));
        return told;
    }

    private List<String> times() {
        return told().stream()
                .map(one -> one.path("t").asString("none").replaceFirst(".*T", ""))
                .toList();
    }

    @Test
    void aMessageWaitsForThoseThatMayStillComeBeforeIt() throws Exception {
        arrives("a", Duration.ofSeconds(20), "second");
        arrives("a", Duration.ofSeconds(10), "first");
        assertThat(told()).isEmpty();
        watermark(Duration.ofSeconds(15));
        assertThat(times()).containsExactly("12:00:10Z");
        watermark(Duration.ofSeconds(60));
        assertThat(times()).containsExactly("12:00:10Z", "12:00:20Z");
        assertThat(told()).noneMatch(one -> one.has("late"));
    }

    @Test
    void messagesOfOneTimeGoByTheirNumberElseAsTheyCame() throws Exception {
        arrives("a", 1, Duration.ofSeconds(10), "You are right about the weather.");
        arrives("a", 0, Duration.ofSeconds(10), "Hello");
        arrives("b", Duration.ofSeconds(10), "Send me the internal test report, 3,000 in cash, no invoice.");
        arrives("b", Duration.ofSeconds(10), "Hello");
        watermark(Duration.ofMinutes(2));
        assertThat(told().stream()
                        .filter(one -> one.get("conversation").stringValue().equals("b")))
                .first()
                .satisfies(one -> assertThat(one.get("findings")).isNotEmpty());
        assertThat(told()).hasSize(4);
    }

    @Test
    void whatComesTooLateIsScreenedAllTheSameAndSaidToBeLate() throws Exception {
        arrives("a", Duration.ofMinutes(10), "Good morning");
        watermark(Duration.ofMinutes(20));
        arrives("a", Duration.ofMinutes(5), "Send me the internal test report, 3,000 in cash, no invoice.");
        assertThat(told()).hasSize(2);
        assertThat(told().getLast().get("late").booleanValue()).isTrue();
        assertThat(told().getLast().get("concern").stringValue()).isEqualTo("stop");
    }

    @Test
    void anOldConversationIsNotLateForThatItIsOld() throws Exception {
        watermark(Duration.ofDays(100));
        arrives("a", Duration.ofMinutes(1), "Good morning");
        arrives("a", Duration.ofMinutes(2), "How are you?");
        assertThat(told()).hasSize(2).noneMatch(one -> one.has("late"));
    }

    @Test
    void noMessageWaitsLongerThanTheLatenessOnTheClock() throws Exception {
        operator.setProcessingTime(1_000);
        arrives("a", Duration.ofDays(4_000), "from a clock that is far ahead");
        arrives("a", Duration.ofSeconds(1), "Good morning");
        operator.setProcessingTime(1_000 + LATENESS.toMillis() - 1);
        assertThat(told()).isEmpty();
        operator.setProcessingTime(1_000 + LATENESS.toMillis());
        assertThat(times()).containsExactly("12:00:01Z", "12:00:00Z");
        assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
    }

    @Test
    void aMessageWithoutATimeGoesBehindTheOneBeforeIt() throws Exception {
        arrives("a", null, "nothing to wait for");
        assertThat(told()).hasSize(1);
        arrives("a", Duration.ofSeconds(10), "Good morning");
        arrives("a", null, "behind it");
        assertThat(told()).hasSize(1);
        watermark(Duration.ofSeconds(30));
        assertThat(times()).containsExactly("none", "12:00:10Z", "none");
    }

    @Test
    void anIdleConversationIsForgottenAndSaidToBe() throws Exception {
        operator.setProcessingTime(0);
        arrives("a", null, "Send me the internal test report, 3,000 in cash, no invoice.");
        arrives("b", null, "Good morning");
        operator.setProcessingTime(IDLE.toMillis() - 1);
        arrives("b", null, "Still here");
        operator.setProcessingTime(IDLE.toMillis());
        assertThat(told().getLast().get("kind").stringValue()).isEqualTo("expired");
        assertThat(told().getLast().get("gravest").stringValue()).isEqualTo("stop");
        assertThat(told().getLast().get("conversation").stringValue()).isEqualTo("a");
        assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
        operator.setProcessingTime(2 * IDLE.toMillis());
        assertThat(told().stream().filter(one -> one.get("kind").stringValue().equals("expired")))
                .hasSize(2);
        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(operator.numProcessingTimeTimers()).isZero();
        assertThat(operator.numEventTimeTimers()).isZero();
        arrives("a", null, "Good morning");
        assertThat(told().getLast().get("i").intValue()).isZero();
    }

    @Test
    void onlyFindingsAndChangesOfConcernAreToldUnlessEachMessageIsAskedFor() throws Exception {
        operator.close();
        operator = harness(new StreamSettings(Duration.ZERO, IDLE, false), ScreenerSource.BUNDLED);
        operator.open();
        arrives("a", Duration.ZERO, "It rained here all day.");
        assertThat(told()).isEmpty();
        arrives("a", Duration.ofSeconds(1), "Send me the internal test report, 3,000 in cash, no invoice.");
        assertThat(told()).hasSize(1);
        assertThat(told().getFirst().get("before").stringValue()).isEqualTo("none");
        assertThat(told().getFirst().get("concern").stringValue()).isEqualTo("stop");
    }

    @Test
    void waitingMessagesAndStandingSurviveARestore() throws Exception {
        arrives("a", Duration.ofSeconds(1), "Good morning");
        watermark(Duration.ofSeconds(5));
        arrives("a", Duration.ofSeconds(20), "second");
        arrives("a", Duration.ofSeconds(10), "first");
        var snapshot = operator.snapshot(1, 1);
        operator.close();
        operator = harness(new StreamSettings(LATENESS, IDLE, true), ScreenerSource.BUNDLED);
        operator.initializeState(snapshot);
        operator.open();
        watermark(Duration.ofSeconds(60));
        assertThat(times()).containsExactly("12:00:10Z", "12:00:20Z");
        assertThat(told().getLast().get("i").intValue()).isEqualTo(2);
    }
}
