package waywarden.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import waywarden.intake.diary.DiaryReader;
import waywarden.intake.jsonl.ConversationJsonlReader;
import waywarden.intake.line.LineReader;
import waywarden.intake.linkedin.LinkedInReader;
import waywarden.intake.mail.EmlReader;
import waywarden.intake.mail.MboxReader;
import waywarden.intake.messenger.MessengerReader;
import waywarden.intake.plain.PlainTextReader;
import waywarden.intake.signal.SignalReader;
import waywarden.intake.slack.SlackReader;
import waywarden.intake.telegram.TelegramReader;
import waywarden.intake.wechat.WeChatJsonReader;
import waywarden.intake.wechat.WeChatTableReader;
import waywarden.intake.whatsapp.WhatsAppReader;
import waywarden.testkit.Reading;

/// Whatever the bytes, a reader throws nothing, ends in time, stays within its limits and gives its reasons.
///
/// The build runs the inputs kept beside this class, each of which once broke a reader; `tools/fuzz` looks for more.
class ReaderFuzzTest {

    private static final IntakeLimits LIMITS = IntakeLimits.STRICT;

    /// Far more than any input of the size that is tried needs, even on a busy machine.
    private static final Duration IN_TIME = Duration.ofSeconds(10);

    @FuzzTest
    void linkedIn(byte[] bytes) throws IOException {
        holds(new LinkedInReader(), bytes);
    }

    @FuzzTest
    void weChatTable(byte[] bytes) throws IOException {
        holds(new WeChatTableReader(), bytes);
    }

    @FuzzTest
    void weChatJson(byte[] bytes) throws IOException {
        holds(new WeChatJsonReader(), bytes);
    }

    @FuzzTest
    void messenger(byte[] bytes) throws IOException {
        holds(new MessengerReader(), bytes);
    }

    @FuzzTest
    void mbox(byte[] bytes) throws IOException {
        holds(new MboxReader(), bytes);
    }

    @FuzzTest
    void eml(byte[] bytes) throws IOException {
        holds(new EmlReader(), bytes);
    }

    @FuzzTest
    void jsonl(byte[] bytes) throws IOException {
        holds(new ConversationJsonlReader(), bytes);
    }

    @FuzzTest
    void diary(byte[] bytes) throws IOException {
        holds(new DiaryReader(), bytes);
    }

    @FuzzTest
    void whatsApp(byte[] bytes) throws IOException {
        holds(new WhatsAppReader(), bytes);
    }

    @FuzzTest
    void telegram(byte[] bytes) throws IOException {
        holds(new TelegramReader(), bytes);
    }

    @FuzzTest
    void signal(byte[] bytes) throws IOException {
        holds(new SignalReader(), bytes);
    }

    @FuzzTest
    void line(byte[] bytes) throws IOException {
        holds(new LineReader(), bytes);
    }

    @FuzzTest
    void plainText(byte[] bytes) throws IOException {
        holds(new PlainTextReader(), bytes);
    }

    /// The front door: archives, detection, and whatever reader it picks. It keeps a reader's failure from the person;
    /// here such a failure is one.
    @FuzzTest
    void intake(byte[] bytes) {
        long began = System.nanoTime();
        Imported imported = Intake.read(Export.of("fuzzed", bytes), LIMITS);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(IN_TIME);
        assertThat(imported.problems())
                .noneMatch(problem -> problem.reason().key().equals("reader-failed"));
    }

    /// The bytes are split at zero bytes into the files of a workspace.
    @FuzzTest
    void slack(byte[] bytes) throws IOException {
        String[] files = new String(bytes, StandardCharsets.ISO_8859_1).split("\0", 5);
        List<String> names =
                List.of("users.json", "channels.json", "dms.json", "general/2024-01-02.json", "D1/2024-01-02.json");
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < files.length; i++) {
            entries.put(names.get(i), files[i].getBytes(StandardCharsets.ISO_8859_1));
        }
        Archive archive = SharedExportsTest.archive("fuzzed.zip", entries);
        SlackReader reader = new SlackReader();
        long began = System.nanoTime();
        reader.recognises(archive);
        check(Reading.of(reader, archive, LIMITS), began);
    }

    private static void holds(ConversationReader reader, byte[] bytes) throws IOException {
        Export export = Export.of("fuzzed", bytes);
        long began = System.nanoTime();
        reader.recognises(Opening.of(export));
        check(Reading.of(reader, export, LIMITS), began);
    }

    private static void check(Reading reading, long began) {
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(IN_TIME);
        for (Problem problem : reading.problems()) {
            assertThat(problem.line()).isNotNegative();
            assertThat(problem.reason().in(Locale.ENGLISH)).isNotBlank();
            assertThat(problem.reason().in(Locale.CHINESE)).isNotBlank();
        }
        long messages = 0;
        for (Transcript transcript : reading.transcripts()) {
            assertThat(transcript.header().id()).isNotBlank();
            for (Utterance utterance : transcript.utterances()) {
                messages++;
                assertThat(utterance.sender())
                        .isNotBlank()
                        .isEqualTo(utterance.sender().strip());
                assertThat(utterance.text().length()).isLessThanOrEqualTo(LIMITS.messageChars());
            }
        }
        assertThat(messages).isLessThanOrEqualTo(LIMITS.messages());
    }
}
