package waywarden.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import waywarden.conversation.Speaker;

/// Writes the snapshot by which [StateEvolutionTest] holds later versions to the shape of today: before the shape
/// changes, run this with `state-N.snapshot` beside the former ones, N the shape's number, and keep the file.
@SuppressWarnings("try") // The harness's own signature.
final class StateFixture {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final StreamSettings SETTINGS = new StreamSettings(Duration.ofMinutes(1), Duration.ofDays(30), true);

    private StateFixture() {}

    public static void main(String[] args) throws Exception {
        try (var operator = operator()) {
            operator.open();
            says(operator, "grave", 1, "Who is the client? We pay 600 EUR for a short report, open sources only.");
            says(operator, "grave", 2, "Send me the internal test report, 3,000 in cash, no invoice.");
            says(operator, "calm", 3, "See you at seven.");
            operator.processWatermark(NOON.plusSeconds(60).toEpochMilli());
            says(operator, "grave", 100, "Keep this between us.");
            OperatorSnapshotUtil.writeStateHandle(
                    operator.snapshot(1, 1), Path.of(args[0]).toString());
        }
    }

    static KeyedOneInputStreamOperatorTestHarness<String, IncomingMessage, Outcome> operator() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new ScreeningFunction(SETTINGS, ScreenerSource.BUNDLED)),
                IncomingMessage::conversation,
                Types.STRING);
    }

    static void says(
            KeyedOneInputStreamOperatorTestHarness<String, IncomingMessage, Outcome> operator,
            String conversation,
            int seconds,
            String text)
            throws Exception {
        Instant at = NOON.plusSeconds(seconds);
        operator.processElement(new StreamRecord<>(
                new IncomingMessage(conversation, -1, at, Speaker.CONTACT, text, null), at.toEpochMilli()));
    }
}
