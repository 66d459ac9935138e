package waywarden.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.cap.Rule;
import waywarden.advisory.feed.Feed;
import waywarden.advisory.feed.FeedReader;
import waywarden.advisory.signature.Issuers;
import waywarden.advisory.xml.XmlLimits;

/// Documents made to cost their reader dearly are refused before they do.
class HostileDocumentsTest {

    private static final long MOST_NANOS = 200_000_000L;
    private static final long MOST_BYTES = 64L << 20;

    /// In bytes, so that many mutations are made in little time.
    private static final int LARGEST_SEED = 110_000;

    record Hostile(String name, Rule rule, byte[] document) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> documents() {
        String plain = Warnings.plain();
        String laughs = IntStream.range(1, 10)
                .mapToObj(i -> "<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining("", "<!DOCTYPE alert [<!ENTITY l0 \"lol\">", "]>"));
        String outside = "<!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        String parameter = "<!DOCTYPE alert [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x.dtd\"> %x;]>";
        String twice = plain.replace("Paris", "&x;");
        byte[] large = new byte[65 << 20];
        Arrays.fill(large, (byte) ' ');
        System.arraycopy(Warnings.bytes("<alert>"), 0, large, 0, 7);
        String pair = "48.5,2.5 ";
        String areas = "<area><areaDesc>x</areaDesc><circle>1,1 1</circle></area>";
        return Stream.of(
                new Hostile("a billion laughs", Rule.DOCTYPE, document(plain, laughs)),
                new Hostile("an entity of a file", Rule.DOCTYPE, document(twice, outside)),
                new Hostile("a parameter entity", Rule.DOCTYPE, document(plain, parameter)),
                new Hostile("an unknown entity", Rule.DOCTYPE, document(twice, "")),
                new Hostile(
                        "a long document type",
                        Rule.DOCTYPE,
                        document(plain, "<!DOCTYPE alert [" + "<!ELEMENT a ANY>".repeat(200_000) + "]>")),
                new Hostile("65 MB", Rule.TOO_LARGE, large),
                new Hostile("deep nesting", Rule.TOO_DEEP, Warnings.bytes("<alert>" + "<a>".repeat(1_000_000))),
                new Hostile(
                        "many elements", Rule.TOO_MANY_ELEMENTS, Warnings.bytes("<alert>" + "<a/>".repeat(1_000_000))),
                new Hostile(
                        "many areas",
                        Rule.TOO_MANY_ELEMENTS,
                        Warnings.bytes(plain.replace("<area>", areas.repeat(70_000) + "<area>"))),
                new Hostile(
                        "200,000 points",
                        Rule.TOO_MANY_POINTS,
                        Warnings.bytes(plain.replace("48,2 49,2", pair.repeat(200_000)))),
                new Hostile(
                        "a million points",
                        Rule.TOO_LARGE,
                        Warnings.bytes(plain.replace("48,2 49,2", pair.repeat(1_000_000)))),
                new Hostile(
                        "many attributes",
                        Rule.NOT_WELL_FORMED,
                        Warnings.bytes("<alert "
                                + IntStream.range(0, 100_000)
                                        .mapToObj(i -> "a" + i + "='x'")
                                        .collect(Collectors.joining(" "))
                                + "/>")),
                new Hostile(
                        "wrong bytes behind a declared encoding",
                        Rule.ENCODING,
                        "<?xml version='1.0' encoding='UTF-8'?><alert>\u00ff</alert>"
                                .getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static byte[] document(String plain, String type) {
        return Warnings.bytes(plain.replace("<alert ", type + "<alert "));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void areRefusedBeforeTheyCost(Hostile hostile) {
        CapReader.read(Warnings.bytes(Warnings.plain()));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        long cpuBefore = threads.getCurrentThreadCpuTime();

        List<Finding> findings = CapReader.read(hostile.document()).findings();

        long nanos = threads.getCurrentThreadCpuTime() - cpuBefore;
        long bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
        System.out.printf(
                "Refused %s in %d ms of processor time and %d KB%n", hostile.name(), nanos / 1_000_000, bytes >> 10);
        assertThat(findings).extracting(Finding::rule).containsExactly(hostile.rule());
        assertThat(nanos).isLessThan(MOST_NANOS);
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    /// The same, and those that lie beside the repository, in a process that has no more memory than that,
    /// read as a file is that may be a feed.
    @Test
    void areRefusedByAProcessOf64Megabytes(@TempDir Path folder) throws IOException, InterruptedException {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (Hostile hostile : documents().toList()) {
            String name = "%02d".formatted(wanted.size());
            Files.write(folder.resolve(name), hostile.document());
            wanted.put(name, hostile.rule().id());
        }
        for (Path file : RealWarningsTest.files("cap/hostile")) {
            Files.copy(file, folder.resolve(file.getFileName()));
            wanted.put(file.getFileName().toString(), Rule.DOCTYPE.id());
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Refusals.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();

        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        assertThat(lines).hasSize(wanted.size());
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            System.out.printf("Refused %s within 64 MB in %s ms of processor time: %s%n", parts[0], parts[1], parts[2]);
            assertThat(parts[2].split(" ")).as(parts[0]).contains(wanted.get(parts[0]));
            assertThat(Long.parseLong(parts[1])).as(parts[0]).isLessThan(200);
        }
    }

    /// A process of its own: for each file in a folder its name, milliseconds and the rules it is refused by.
    static final class Refusals {
        public static void main(String[] arguments) throws IOException {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            // One that has read before, as a service or a person's page has.
            for (int i = 0; i < 200; i++) refusals(Warnings.bytes(Warnings.plain()));
            List<Path> files;
            try (Stream<Path> found = Files.list(Path.of(arguments[0]))) {
                files = found.sorted().toList();
            }
            for (Path file : files) {
                long before = threads.getCurrentThreadCpuTime();
                Set<String> rules;
                try (InputStream in = Files.newInputStream(file)) {
                    // One byte more than is allowed is enough to notice it.
                    rules = refusals(in.readNBytes(XmlLimits.FEED.bytes() + 1));
                }
                long milliseconds = (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
                System.out.println(file.getFileName() + " " + milliseconds + " " + String.join(" ", rules));
            }
        }

        private static Set<String> refusals(byte[] document) {
            Feed feed = FeedReader.read(document);
            Stream<Finding> within = feed.warnings().stream()
                    .flatMap(warning -> CheckedWarning.of(warning, null, Issuers.NONE).findings().stream());
            return Stream.concat(feed.findings().stream(), within)
                    .filter(Finding::refuses)
                    .map(finding -> finding.rule().id())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /// The largest polygon that is let through, drawn so that every edge crosses many others.
    @Test
    void judgesTheLargestPolygonQuickly() {
        String zigzag = IntStream.range(0, 140_000)
                .mapToObj(i -> (i % 2 == 0 ? "10" : "20") + "," + String.format("%.4f", i / 10_000.0))
                .collect(Collectors.joining(" "));
        byte[] document =
                Warnings.bytes(Warnings.plain().replace("48,2 49,2 49,3 48,3 48,2", zigzag + " 15,-1 10,0.0000"));
        long start = System.nanoTime();

        CapReader.read(document);

        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }

    /// Many mutated messages; `-Dwaywarden.mutations=100000` runs as many as wanted.
    @Test
    void neverThrowsForMutatedMessages() {
        int wanted = Integer.getInteger("waywarden.mutations", 2_000);
        Random random = new Random(7);
        byte[][] seeds = {
            Warnings.bytes(Warnings.plain()),
            waywarden.advisory.cap.CapWriter.write(Warnings.own("w-1", "FR", List.of("energy"))),
            Warnings.bytes("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content>"
                    + Warnings.plain().substring(Warnings.plain().indexOf("<alert")) + "</content></entry></feed>"),
            Warnings.bytes(Warnings.plain()
                    .replace(
                            "</alert>",
                            "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'><SignedInfo>"
                                    + "<CanonicalizationMethod Algorithm='http://www.w3.org/2001/10/xml-exc-c14n#'/>"
                                    + "<SignatureMethod Algorithm="
                                    + "'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'/>"
                                    + "<Reference URI=''><DigestMethod Algorithm="
                                    + "'http://www.w3.org/2001/04/xmlenc#sha256'/><DigestValue>AAAA</DigestValue>"
                                    + "</Reference></SignedInfo><SignatureValue>AAAA</SignatureValue></Signature>"
                                    + "</alert>"))
        };
        int read = survives(List.of(seeds), wanted, random);
        System.out.println("Mutated documents of ours read without an exception: " + wanted);
        assertThat(read).isPositive();
    }

    /// The same on real messages and feeds, good and bad, but for the largest.
    @Test
    void neverThrowsForMutatedRealMessages() throws IOException {
        int wanted = Integer.getInteger("waywarden.mutations", 2_000);
        List<byte[]> seeds = new ArrayList<>();
        for (String folder : List.of("valid", "invalid", "accepted-but-not-conforming", "feeds", "hostile")) {
            for (Path file : RealWarningsTest.files("cap/" + folder)) {
                if (Files.size(file) <= LARGEST_SEED) seeds.add(Files.readAllBytes(file));
            }
        }
        int read = survives(seeds, wanted, new Random(8));
        System.out.printf("Mutated documents of %d real ones read without an exception: %d%n", seeds.size(), wanted);
        assertThat(read).isPositive();
    }

    private static int survives(List<byte[]> seeds, int wanted, Random random) {
        int read = 0;
        for (int i = 0; i < wanted; i++) {
            byte[] mutated = mutated(seeds.get(i % seeds.size()), random);
            for (var warning : FeedReader.read(mutated, XmlLimits.MESSAGE).warnings()) {
                CheckedWarning checked = CheckedWarning.of(warning, null, Issuers.NONE);
                checked.findings().forEach(finding -> finding.says(java.util.Locale.ENGLISH));
                read++;
            }
        }
        return read;
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "<>&\"'/=,- 0\n".charAt(random.nextInt(12));
                case 2 -> {
                    int length = Math.min(random.nextInt(40), bytes.length - at);
                    int from = random.nextInt(bytes.length - length + 1);
                    System.arraycopy(bytes, from, bytes, at, length);
                }
                default -> bytes = Arrays.copyOf(bytes, Math.max(1, bytes.length - random.nextInt(50)));
            }
        }
        return bytes;
    }
}
