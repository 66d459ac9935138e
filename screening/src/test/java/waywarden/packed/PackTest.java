package waywarden.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackTest {

    private record Element(
            long number,
            double real,
            String text,
            @Nullable String maybe,
            @Nullable OffsetDateTime at) {}

    private enum Whole implements Packing<Element> {
        WHOLE;

        @Override
        public void write(Element element, PackWriter out) {
            out.number(element.number);
            out.real(element.real);
            out.text(element.text);
            out.maybeText(element.maybe);
            out.maybeTime(element.at);
        }

        @Override
        public Element read(PackReader in) {
            return new Element(in.number(), in.real(), in.text(), in.maybeText(), in.maybeTime());
        }
    }

    private static Element element(Random random) {
        return new Element(
                random.nextLong() >> random.nextInt(64),
                Double.longBitsToDouble(random.nextLong() & 0x7FEF_FFFF_FFFF_FFFFL),
                text(random),
                random.nextBoolean() ? null : text(random),
                random.nextBoolean() ? null : time(random));
    }

    /// Of any chars, halves of characters too.
    private static String text(Random random) {
        int most = random.nextBoolean() ? 0x100 : 0x10000;
        return random.ints(random.nextInt(60), 0, most)
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }

    private static OffsetDateTime time(Random random) {
        return OffsetDateTime.parse("2024-02-29T23:59:59.000000001+05:45")
                .plusNanos(random.nextLong())
                .minusSeconds(random.nextInt());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 20_000, Long.MAX_VALUE})
    void whatIsPackedIsReadAgainInAnyOrder(long inMemory) {
        Random random = new Random(5);
        Pack pack = new Pack(inMemory);
        List<Packer<Element>> packers =
                Stream.generate(() -> new Packer<>(pack, Whole.WHOLE)).limit(3).toList();
        List<List<Element>> expected = Stream.generate(() -> (List<Element>) new ArrayList<Element>())
                .limit(3)
                .toList();
        for (int i = 0; i < 2_000; i++) {
            int of = random.nextInt(3);
            Element element = element(random);
            expected.get(of).add(element);
            packers.get(of).add(element);
            if (random.nextInt(50) == 0) packers.get(of).flush();
        }
        for (int of = 0; of < 3; of++) {
            List<Element> list = packers.get(of).list();
            assertThat(list).isEqualTo(expected.get(of));
            for (int i = 0; i < 100; i++) {
                int at = random.nextInt(list.size());
                assertThat(list.get(at)).isEqualTo(expected.get(of).get(at));
            }
        }
    }

    @Test
    void theEndsOfNumbersAreKept() {
        PackWriter out = new PackWriter();
        long[] numbers = {0, -1, 1, 63, 64, -64, -65, Long.MAX_VALUE, Long.MIN_VALUE};
        for (long number : numbers) out.number(number);
        PackReader in = new PackReader(out.bytes());
        for (long number : numbers) assertThat(in.number()).isEqualTo(number);
    }

    @Test
    void aListWithoutElementsIsEmpty() {
        assertThat(new Packer<>(new Pack(0), Whole.WHOLE).list()).isEmpty();
    }

    @Test
    void noNameIsLeftAndNoWordStandsInTheFile() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> before = waywardens(folder);
        UnnamedFile file = new UnnamedFile();
        byte[] words = "Schachtelhalm, and nothing else at all".getBytes(StandardCharsets.UTF_8);
        long first = file.append(words);
        long second = file.append(words);
        assertThat(file.read(first, words.length)).isEqualTo(words);
        assertThat(file.read(second, words.length)).isEqualTo(words);
        assertThat(file.asItLies(first, words.length))
                .isNotEqualTo(words)
                .isNotEqualTo(file.asItLies(second, words.length));
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(waywardens(folder)).isSubsetOf(before);
        }
    }

    private static List<Path> waywardens(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("waywarden\\d+\\.tmp"))
                    .toList();
        }
    }
}
