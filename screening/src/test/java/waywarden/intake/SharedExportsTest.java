package waywarden.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import waywarden.intake.mail.EmlReader;
import waywarden.intake.mail.MboxReader;
import waywarden.intake.messenger.MessengerReader;
import waywarden.intake.slack.SlackReader;
import waywarden.testkit.Reading;
import waywarden.testkit.SharedData;

/// Reads the exports and mails of others that lie beside the repository.
class SharedExportsTest {

    @Test
    void readsEveryRealMailWithItsTextOrAReason() throws IOException {
        Map<String, byte[]> mails = tar(SharedData.at("mail/easy-ham-1.tar.gz"));
        long began = System.nanoTime();
        Map<String, Integer> reasons = new TreeMap<>();
        int read = 0;
        int recognised = 0;
        List<String> silent = new ArrayList<>();
        for (Map.Entry<String, byte[]> mail : mails.entrySet()) {
            Export export = Export.of(mail.getKey(), mail.getValue());
            Opening opening = Opening.of(export);
            boolean mbox = new MboxReader().recognises(opening);
            if (mbox || new EmlReader().recognises(opening)) recognised++;
            Reading reading = Reading.of(mbox ? new MboxReader() : new EmlReader(), export, IntakeLimits.DEFAULT);
            reading.problems().forEach(problem -> reasons.merge(problem.reason().key(), 1, Integer::sum));
            boolean says = reading.lines().stream().anyMatch(line -> line.length() > 3);
            if (says) read++;
            else if (reading.problems().isEmpty()) silent.add(mail.getKey());
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "Real mails: %d, recognised %d, with text %d, %.0f mails a second, reasons %s%n",
                mails.size(),
                recognised,
                read,
                mails.size() / seconds,
                reasons);
        assertThat(silent).isEmpty();
        assertThat(recognised).isEqualTo(mails.size());
        assertThat(read).isGreaterThan(mails.size() * 99 / 100);
    }

    @Test
    void joinsAMailboxOfRealMailsIntoThreads() throws IOException {
        Map<String, byte[]> mails = tar(SharedData.at("mail/easy-ham-1.tar.gz"));
        ByteArrayOutputStream mbox = new ByteArrayOutputStream();
        for (byte[] mail : mails.values()) {
            String text = new String(mail, StandardCharsets.ISO_8859_1);
            String escaped = text.startsWith("From ") ? text : "From a@b.example Mon Sep  2 10:00:00 2002\n" + text;
            String body = escaped.substring(5).replace("\nFrom ", "\n>From ");
            mbox.write(("From " + body + "\n\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        long began = System.nanoTime();
        Reading reading = Reading.of(new MboxReader(), Export.of("ham.mbox", mbox.toByteArray()), IntakeLimits.DEFAULT);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "One mailbox of them: %d messages in %d threads, %.0f mails a second%n",
                reading.lines().size(),
                reading.transcripts().size(),
                mails.size() / seconds);
        assertThat(reading.lines().size()).isGreaterThan(mails.size() * 98 / 100);
        assertThat(reading.transcripts().size()).isLessThan(mails.size());
    }

    @Test
    void splitsTheMailboxOfAMailingListIntoItsFiveMails() throws IOException {
        Path mbox = SharedData.at("exports/mbox/mbox.rlug");
        Reading reading = Reading.of(new MboxReader(), Export.of(mbox), IntakeLimits.STRICT);
        assertThat(new MboxReader().recognises(Opening.of(Export.of(mbox)))).isTrue();
        assertThat(reading.lines()).hasSize(5);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.lines()).anyMatch(line -> line.contains("Vreau sa ma conectez la ZAPP"));
    }

    @Test
    void readsTheTextsOfEveryMimeFixture() throws IOException {
        int compared = 0;
        List<String> missing = new ArrayList<>();
        List<Path> messages = files(SharedData.at("exports/mime"), ".msg");
        for (Path message : messages) {
            Reading reading = Reading.of(new EmlReader(), Export.of(message), IntakeLimits.STRICT);
            String all = flat(String.join(" ", reading.lines()));
            for (Path text : decodedTexts(message)) {
                String expected = flat(Files.readString(text, StandardCharsets.ISO_8859_1));
                if (expected.isEmpty() || NOT_SAID.contains(text.getFileName().toString())) continue;
                compared++;
                if (!all.contains(expected.substring(0, Math.min(40, expected.length())))) {
                    missing.add(text.getFileName() + " " + reading.told());
                }
            }
            assertThat(reading.lines().isEmpty() && reading.problems().isEmpty())
                    .as(message.toString())
                    .isFalse();
        }
        System.out.println(
                "MIME fixtures: " + messages.size() + " mails, " + compared + " texts compared, missing: " + missing);
        assertThat(missing).isEmpty();
    }

    @Test
    void readsTheTestExportsOfMessengerAndSlack() throws IOException {
        Export messenger = Export.of(SharedData.at("exports/instagram_facebook/test_export.json"));
        assertThat(new MessengerReader().recognises(Opening.of(messenger))).isTrue();
        assertThat(Reading.of(new MessengerReader(), messenger, IntakeLimits.STRICT)
                        .lines())
                .containsExactly("Jane Doe: Hello John!", "John Doe: Hello Jane!");

        Archive slack = zip(SharedData.at("exports/slack/testarchive.zip"));
        assertThat(new SlackReader().recognises(slack)).isTrue();
        Reading reading = Reading.of(new SlackReader(), slack, IntakeLimits.STRICT);
        assertThat(reading.transcripts()).hasSize(2);
        assertThat(reading.transcripts().getFirst().header().title()).isEqualTo("enrique");
        assertThat(reading.lines()).anyMatch(line -> line.startsWith("Harry Potter: what should setup.py do?"));
        System.out.println("Slack fixture: " + reading.lines().size() + " messages, " + reading.told());
    }

    /// The other of two alternatives, an attached text, and a mail within a mail taken as one text.
    private static final Set<String> NOT_SAID = Set.of(
            "boundary-name-clash_decoded_1_1_2.txt",
            "example_decoded_1_4.txt",
            "multipartnestedemptyparts_decoded_1_1.txt");

    private static List<Path> decodedTexts(Path message) throws IOException {
        String stem = message.getFileName().toString().replaceFirst("\\.msg$", "");
        try (Stream<Path> beside = Files.list(java.util.Objects.requireNonNull(message.getParent()))) {
            return beside.filter(file -> file.getFileName().toString().matches(stem + "_decoded_[0-9_]+\\.txt"))
                    .sorted()
                    .toList();
        }
    }

    private static String flat(String text) {
        return text.replaceAll("[^A-Za-z0-9]+", " ").strip();
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private static Archive zip(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return archive(file.getFileName().toString(), entries);
    }

    static Archive archive(String name, Map<String, byte[]> entries) {
        return new Archive() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<String> entries() {
                return List.copyOf(entries.keySet());
            }

            @Override
            public Export entry(String entry) {
                return Export.of(name + "!" + entry, java.util.Objects.requireNonNull(entries.get(entry)));
            }
        };
    }

    private static Map<String, byte[]> tar(Path file) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            for (byte[] head = in.readNBytes(512); head.length == 512 && head[0] != 0; head = in.readNBytes(512)) {
                String name = new String(head, 0, 100, StandardCharsets.US_ASCII).replaceFirst("\0.*", "");
                int size = Integer.parseInt(new String(head, 124, 11, StandardCharsets.US_ASCII).strip(), 8);
                byte[] bytes = in.readNBytes(size);
                in.skipNBytes((512 - size % 512) % 512);
                boolean isFile = head[156] == '0' || head[156] == 0;
                if (isFile && !name.endsWith("cmds")) files.put(name, bytes);
            }
        }
        return files;
    }
}
