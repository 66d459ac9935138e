package waywarden.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {

    private static final String CHAT = "13/06/23, 21:25 - Petra: Good evening\n13/06/23, 21:26 - Daniel: Hello\n";
    private static final byte[] PICTURE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 1, 2, 3};

    @TempDir
    private Path folder;

    @Test
    void readsAFolderInTheOrderOfNamesWithoutHiddenFiles() throws IOException {
        write("b.txt", CHAT.replace("Petra", "Bea"));
        write("a/chat.txt", CHAT.replace("Petra", "Ada"));
        write(".hidden.txt", CHAT);
        Imported imported = read(folder);
        assertThat(imported.transcripts())
                .extracting(transcript -> transcript.utterances().getFirst().sender())
                .containsExactly("Ada", "Bea");
        assertThat(imported.problems()).isEmpty();
    }

    @Test
    void doesNotFollowLinksInACircle() throws IOException {
        write("a/chat.txt", CHAT);
        Files.createSymbolicLink(folder.resolve("a/up"), folder);
        Imported imported = read(folder);
        assertThat(imported.transcripts()).hasSize(1);
        assertThat(keys(imported)).containsExactly("link-skipped");
    }

    @Test
    void saysOfEveryFileThatIsNotReadWhy() throws IOException {
        write("empty.txt", "");
        write("recipe.txt", "Take two eggs and a spoon of flour.\nStir.\n");
        Files.write(folder.resolve("picture.txt"), PICTURE);
        Imported imported = read(
                folder.resolve("empty.txt"),
                folder.resolve("recipe.txt"),
                folder.resolve("picture.txt"),
                folder.resolve("absent.txt"));
        assertThat(keys(imported)).containsExactly("empty", "unknown-format", "unknown-format", "no-such-file");
        assertThat(imported.hasLosses()).isTrue();
    }

    @Test
    void leavesMediaInAFolderOutWithOneNote() throws IOException {
        write("chat.txt", CHAT);
        Files.write(folder.resolve("1.jpg"), PICTURE);
        Files.write(folder.resolve("2.jpg"), PICTURE);
        Imported imported = read(folder);
        assertThat(imported.problems()).extracting(Problem::reason).containsExactly(Reason.of("media-skipped", 2));
        assertThat(imported.hasLosses()).isFalse();
    }

    @Test
    void givesTheSameChatReadTwiceTwoIds() throws IOException {
        write("a.txt", CHAT);
        write("b.txt", CHAT);
        List<Transcript> read = read(folder).transcripts();
        String id = read.getFirst().header().id();
        assertThat(read).extracting(transcript -> transcript.header().id()).containsExactly(id, id + "~2");
    }

    @Test
    void readsAnArchiveWithMediaAndNamesThatPointOutside() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("../../_chat.txt", CHAT.getBytes(UTF_8));
        entries.put("photo.jpg", PICTURE);
        entries.put("__MACOSX/._chat.txt", PICTURE);
        Path zip = Files.write(folder.resolve("WhatsApp Chat - Petra.zip"), zip(entries));
        Imported imported = read(zip);
        assertThat(imported.transcripts()).singleElement().satisfies(transcript -> {
            assertThat(transcript.source()).isEqualTo(zip + "!../../_chat.txt");
            assertThat(transcript.header().worker()).containsExactly("Daniel");
        });
        assertThat(keys(imported)).containsExactly("media-skipped");
        assertThat(folder.resolve("../../_chat.txt")).doesNotExist();
    }

    @Test
    void readsAnArchiveWithinAnArchiveAndOneThatLiesInMemory() throws IOException {
        byte[] inner = zip(Map.of("chat.txt", CHAT.getBytes(UTF_8)));
        byte[] outer = zip(Map.of("inner.zip", inner));
        Imported imported = Intake.read(Export.of("outer.zip", outer), IntakeLimits.DEFAULT);
        assertThat(imported.problems()).isEmpty();
        assertThat(imported.transcripts())
                .singleElement()
                .extracting(Transcript::source)
                .isEqualTo("outer.zip!inner.zip!chat.txt");
    }

    @Test
    void opensNoMoreArchivesInArchivesThanTheLimitAllows() throws IOException {
        byte[] nested = CHAT.getBytes(UTF_8);
        for (int depth = 0; depth < 5; depth++) nested = zip(Map.of(depth == 0 ? "chat.txt" : "inner.zip", nested));
        IntakeLimits limits = new IntakeLimits(1 << 20, 1 << 16, 1 << 14, 1_000, 3, 100, 100);
        assertThat(keys(Intake.read(Export.of("deep.zip", nested), limits))).containsExactly("archive-too-deep");
    }

    @Test
    void stopsABombAtTheRatioAllowed() throws IOException {
        byte[] zeros = "13/06/23, 21:25 - A: b\n".repeat(1 << 19).getBytes(UTF_8);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) entries.put("inner" + i + ".zip", zip(Map.of("chat.txt", zeros)));
        Imported imported = Intake.read(
                Export.of("bomb.zip", zip(entries)), new IntakeLimits(1L << 30, 1 << 16, 1 << 14, 1 << 20, 8, 100, 3));
        assertThat(keys(imported)).contains("archive-too-large");
    }

    @Test
    void countsTheEntriesOfAnArchive() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) entries.put(i + ".txt", CHAT.getBytes(UTF_8));
        IntakeLimits limits = new IntakeLimits(1 << 20, 1 << 16, 1 << 14, 1_000, 3, 2, 100);
        Imported imported = Intake.read(Export.of("many.zip", zip(entries)), limits);
        assertThat(imported.transcripts()).hasSize(2);
        assertThat(keys(imported)).containsExactly("archive-too-many-entries");
    }

    @Test
    void readsWhatComesBeforeTheDamageOfAnArchive() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("chat.txt", CHAT.getBytes(UTF_8));
        entries.put("other.txt", CHAT.getBytes(UTF_8));
        byte[] whole = zip(entries);
        Imported imported =
                Intake.read(Export.of("cut.zip", Arrays.copyOf(whole, whole.length - 40)), IntakeLimits.DEFAULT);
        assertThat(imported.transcripts()).hasSize(2);
        assertThat(keys(imported)).containsExactly("archive-damaged");
    }

    @Test
    void bearsArchivesWithAnyByteChanged() throws IOException {
        byte[] whole = zip(Map.of("chat.txt", CHAT.getBytes(UTF_8)));
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) 0x5A;
            Imported imported = Intake.read(Export.of("changed.zip", changed), IntakeLimits.STRICT);
            assertThat(imported.transcripts().size() + imported.problems().size())
                    .isPositive();
        }
    }

    @Test
    void keepsWhatAReaderReadBeforeItFailed() {
        ConversationReader failing = new ConversationReader() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public boolean recognises(Opening opening) {
                return true;
            }

            @Override
            public void read(Export export, IntakeLimits limits, TranscriptSink sink) {
                sink.say("t", new Utterance(null, "Ann", "kept"));
                throw new IllegalStateException("words that must not be shown");
            }
        };
        Imported imported = new Intake(List.of(failing), List.of(), IntakeLimits.DEFAULT, Progress.NONE)
                .export(Export.of("x.txt", CHAT.getBytes(UTF_8)));
        assertThat(imported.transcripts()).hasSize(1);
        assertThat(imported.problems())
                .extracting(Problem::reason)
                .containsExactly(Reason.of("reader-failed", "failing", "IllegalStateException"));
    }

    @Test
    void keepsWithinTheLimitsAndSaysWhatIsLeftOut() {
        String chat = CHAT + "13/06/23, 21:27 - Petra: " + "long ".repeat(40) + "\n" + CHAT;
        IntakeLimits limits = new IntakeLimits(1 << 20, 120, 50, 3, 3, 10, 10);
        Imported imported = Intake.read(Export.of("chat.txt", chat.getBytes(UTF_8)), limits);
        assertThat(keys(imported)).containsExactlyInAnyOrder("line-too-long", "message-too-long", "too-many-messages");
        assertThat(imported.transcripts().getFirst().utterances())
                .hasSize(3)
                .allSatisfy(said -> assertThat(said.text().length()).isLessThanOrEqualTo(50));
        IntakeLimits tiny = new IntakeLimits(10, 120, 50, 3, 3, 10, 10);
        assertThat(keys(Intake.read(Export.of("chat.txt", chat.getBytes(UTF_8)), tiny)))
                .containsExactly("file-too-large");
    }

    @Test
    void tellsHowFarItHasCome() throws IOException {
        write("a.txt", CHAT);
        write("b.txt", CHAT);
        List<Long> bytes = new ArrayList<>();
        List<String> files = new ArrayList<>();
        long[] messages = {0};
        Intake.read(List.of(folder), IntakeLimits.DEFAULT, new Progress() {
            @Override
            public void file(String name) {
                files.add(name);
            }

            @Override
            public void at(long read, long ofBytes, long said) {
                assertThat(ofBytes).isEqualTo(2L * CHAT.length());
                bytes.add(read);
            }

            @Override
            public void done(long said) {
                messages[0] = said;
            }
        });
        assertThat(files).hasSize(2);
        assertThat(bytes).isSorted().endsWith(2L * CHAT.length());
        assertThat(messages[0]).isEqualTo(4);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Imported read(Path... paths) {
        return Intake.read(List.of(paths), IntakeLimits.DEFAULT, Progress.NONE);
    }

    private static List<String> keys(Imported imported) {
        return imported.problems().stream()
                .map(problem -> problem.reason().key())
                .toList();
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
