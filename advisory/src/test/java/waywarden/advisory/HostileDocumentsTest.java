package waywarden.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.cap.Rule;
import waywarden.advisory.feed.FeedReader;
import waywarden.advisory.signature.Issuers;
import waywarden.advisory.xml.XmlLimits;

/// Documents made to cost their reader dearly are refused before they do.
class HostileDocumentsTest {

    private static final long MOST_NANOS = 200_000_000L;
    private static final long MOST_BYTES = 64L << 20;

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
        int read = 0;
        for (int i = 0; i < wanted; i++) {
            byte[] mutated = mutated(seeds[i % seeds.length], random);
            for (var warning : FeedReader.read(mutated, XmlLimits.MESSAGE).warnings()) {
                CheckedWarning checked = CheckedWarning.of(warning, null, Issuers.NONE);
                checked.findings().forEach(finding -> finding.says(java.util.Locale.ENGLISH));
                read++;
            }
        }
        System.out.println("Mutated documents read without an exception: " + wanted);
        assertThat(read).isPositive();
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
