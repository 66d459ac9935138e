package waywarden.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waywarden.conversation.Speaker;

/// What comes from the topic is read within bounds; what cannot be is a fault that names its place and no word of it.
class MessageJsonTest {

    private static final String WHERE = "messages-0@17";

    private static Arrival read(String json) {
        return MessageJson.read(json.getBytes(StandardCharsets.UTF_8), WHERE);
    }

    @Test
    void aMessageIsReadWithAllItTells() {
        Arrival arrival = read("{\"v\":1,\"conversation\":\"c\",\"i\":4,\"t\":\"2026-03-01T12:00:00+02:00\","
                + "\"from\":\"worker\",\"text\":\"你好\",\"place\":\"Riga\"}");
        assertThat(arrival.fault()).isNull();
        assertThat(arrival.message())
                .isEqualTo(new IncomingMessage(
                        "c", 4, Instant.parse("2026-03-01T10:00:00Z"), Speaker.WORKER, "你好", "Riga"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | empty",
                "'geheim' | JSON",
                "'[\"geheim\"]' | JSON object",
                "'{\"conversation\":\"c\",\"from\":\"contact\",\"text\":\"geheim' | JSON",
                "'{\"from\":\"contact\",\"text\":\"geheim\"}' | \"conversation\"",
                "'{\"conversation\":\"c\",\"from\":\"geheim\",\"text\":\"geheim\"}' | \"from\"",
                "'{\"conversation\":\"c\",\"from\":\"contact\",\"text\":[\"geheim\"]}' | \"text\"",
                "'{\"conversation\":\"c\",\"from\":\"contact\",\"text\":\"geheim\"} geheim' | JSON"
            })
    void aRecordThatIsNoMessageIsAFaultWithoutItsWords(String json, String reason) {
        Arrival arrival = read(json);
        assertThat(arrival.message()).isNull();
        assertThat(arrival.fault()).isNotNull().satisfies(fault -> {
            assertThat(fault.where()).isEqualTo(WHERE);
            assertThat(fault.reason()).contains(reason).doesNotContain("geheim");
        });
    }

    @Test
    void aTextThatIsTooLongIsCutAndSaidSo() {
        Arrival arrival =
                read("{\"conversation\":\"c\",\"from\":\"contact\",\"text\":\"" + "long ".repeat(20_000) + "\"}");
        assertThat(arrival.message())
                .isNotNull()
                .satisfies(message -> assertThat(message.text()).hasSize(65_536));
        assertThat(arrival.fault())
                .isNotNull()
                .satisfies(fault -> assertThat(fault.reason()).contains("longer than"));
    }

    @Test
    void aTimeInNoKnownShapeIsSaidAndTheMessageReadWithoutIt() {
        Arrival arrival = read("{\"conversation\":\"c\",\"t\":\"noonish\",\"from\":\"contact\",\"text\":\"hello\"}");
        assertThat(arrival.message())
                .isNotNull()
                .satisfies(message -> assertThat(message.at()).isNull());
        assertThat(arrival.fault()).isNotNull();
    }

    @Test
    void noBytesMakeItThrow() {
        Random random = new Random(7);
        byte[] good = "{\"conversation\":\"c\",\"t\":\"2026-03-01\",\"from\":\"contact\",\"text\":\"hello\"}"
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(6); i >= 0; i--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            Arrival arrival = MessageJson.read(bytes, WHERE);
            assertThat(arrival.message() != null || arrival.fault() != null).isTrue();
        }
    }
}
