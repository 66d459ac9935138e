package waywarden.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;

/// An export larger than the heap is read whole: the heap of a process of its own is 32 MB, the file 40.
class LongExportTest {

    private static final int MESSAGES = 20_000;
    private static final int LENGTH = 2_000;
    private static final int THREADS = 500;
    private static final DateTimeFormatter OF_CHATS = DateTimeFormatter.ofPattern("dd/MM/yyyy, HH:mm");
    private static final DateTimeFormatter OF_MAILS = DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss", Locale.ROOT);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /// Every thousandth message of the chat is written an hour early, as when summer time ends.
    @ParameterizedTest
    @CsvSource({"chat.txt, 1", "mails.mbox, 500"})
    void isReadInMemoryThatDoesNotGrowWithIt(String name, int conversations) throws Exception {
        Path file = folder.resolve(name);
        boolean chat = name.endsWith(".txt");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (int i = 0; i < MESSAGES; i++) out.write(chat ? chatted(i) : mailed(i));
        }
        assertThat(Files.size(file)).isGreaterThan(40_000_000);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Walk.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo(conversations + " conversations, " + MESSAGES + " messages in order");
    }

    private static LocalDateTime time(int i) {
        LocalDateTime at = LocalDateTime.of(2020, 1, 1, 0, 0).plusMinutes(i * 2L);
        return i % 1_000 == 999 ? at.minusHours(1) : at;
    }

    private static String chatted(int i) {
        String at = OF_CHATS.format(time(i));
        return at + " - " + (i % 2 == 0 ? "Mira" : "Daniel") + ": " + words(i) + "\n";
    }

    /// Forty mails a thread, threads in turn.
    private static String mailed(int i) {
        int thread = i % THREADS;
        String at = OF_MAILS.format(time(i)) + " +0000";
        boolean mira = i / THREADS % 2 == 0;
        return "From mira@example.com Mon Jan  1 00:00:00 2024\nDate: " + at
                + "\nFrom: " + (mira ? "mira@example.com" : "daniel@example.org")
                + "\nTo: " + (mira ? "daniel@example.org" : "mira@example.com")
                + "\nDelivered-To: " + (mira ? "" : "mira@example.com")
                + "\nMessage-ID: <" + i + "@example.org>\nReferences: <" + thread
                + "@example.org>\nSubject: Re: plan " + thread + "\n\n" + words(i) + "\n\n";
    }

    private static String words(int i) {
        return "message " + i + " " + "walks and talks ".repeat(LENGTH / 16);
    }

    /// Reads the file and walks through what was read, in a process of its own.
    static final class Walk {

        private Walk() {}

        public static void main(String[] args) throws IOException {
            Imported imported = Intake.read(List.of(Path.of(args[0])), IntakeLimits.DEFAULT, Progress.NONE);
            List<String> me = List.of("Mira", "mira@example.com");
            if (!(Perspective.of(imported.transcripts(), me) instanceof Perspective.Resolved known)) {
                throw new IllegalStateException("who is who does not show");
            }
            long messages = 0;
            for (Conversation conversation : known.conversations()) {
                Message before = conversation.messages().getFirst();
                for (Message message : conversation.messages()) {
                    if (message.at() == null
                            || before.at() == null
                            || message.at().isBefore(before.at())) {
                        throw new IllegalStateException("out of order");
                    }
                    if (message.text().length() < LENGTH) throw new IllegalStateException("cut");
                    before = message;
                    messages++;
                }
            }
            System.out.println(known.conversations().size() + " conversations, " + messages + " messages in order");
        }
    }
}
