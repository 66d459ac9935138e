package waywarden.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Whatever happens to the bytes of a sample, it is read, or it is said why not: no reader fails and none hangs.
class MutatedSamplesTest {

    private static final int CASES_OF_A_SAMPLE = 150;
    private static final long SEED = 20_240;

    @TestFactory
    Stream<DynamicTest> readersBearAnyDamage() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (Path sample : SampleFolderTest.samples()) all.add(Files.readAllBytes(sample));
        return SampleFolderTest.samples().stream()
                .map(sample ->
                        DynamicTest.dynamicTest(sample.getFileName().toString(), () -> bearsDamage(sample, all)));
    }

    private static void bearsDamage(Path sample, List<byte[]> others) throws IOException {
        byte[] whole = Files.readAllBytes(sample);
        Random random = new Random(SEED + whole.length);
        for (int i = 0; i < CASES_OF_A_SAMPLE; i++) {
            byte[] damaged = damaged(whole, others.get(random.nextInt(others.size())), random);
            Imported imported = Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> Intake.read(Export.of(sample.getFileName().toString(), damaged), IntakeLimits.STRICT));
            assertThat(imported.problems())
                    .as("case %d", i)
                    .extracting(problem -> problem.reason().key())
                    .doesNotContain("reader-failed");
            assertThat(imported.transcripts().size() + imported.problems().size())
                    .isPositive();
            for (Transcript transcript : imported.transcripts()) {
                assertThat(transcript.utterances())
                        .noneMatch(said -> said.sender().isBlank());
            }
        }
    }

    private static byte[] damaged(byte[] whole, byte[] other, Random random) {
        byte[] bytes = whole.clone();
        for (int n = random.nextInt(4); n >= 0 && bytes.length > 0; n--) {
            bytes = switch (random.nextInt(4)) {
                case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
                case 1 -> Arrays.copyOfRange(bytes, random.nextInt(bytes.length), bytes.length);
                case 2 -> flipped(bytes, random);
                default -> spliced(bytes, other, random);
            };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        for (int n = random.nextInt(8); n >= 0; n--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, byte[] other, Random random) {
        if (other.length == 0) return bytes;
        int at = random.nextInt(bytes.length);
        int from = random.nextInt(other.length);
        int length = random.nextInt(other.length - from);
        byte[] spliced = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, spliced, at + length, bytes.length - at);
        System.arraycopy(other, from, spliced, at, length);
        return spliced;
    }
}
