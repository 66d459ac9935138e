package waywarden.intake.diary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Opening;
import waywarden.testkit.Reading;

class DiaryTest {

    private static final DiaryEntry ENTRY = new DiaryEntry(
            OffsetDateTime.parse("2026-03-02T19:30:00+01:00"),
            " Marek ",
            "Hotel \"Nord\"\nbar",
            DiaryEntry.Began.CONTACT,
            "Knew my firm.",
            "who buys",
            "Told him nothing.",
            null,
            " ");

    @Test
    void readsWhatItAppends(@TempDir Path folder) throws IOException {
        Path diary = folder.resolve("diary.jsonl");
        Diary.append(diary, ENTRY);
        Diary.append(diary, ENTRY);
        assertThat(Files.readAllLines(diary)).hasSize(3).first().isEqualTo(Diary.HEADER);
        assertThat(new DiaryReader().recognises(Opening.of(Export.of(diary)))).isTrue();
        Reading reading = Reading.of(new DiaryReader(), Export.of(diary), IntakeLimits.STRICT);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.only().header().title()).isEqualTo("Marek");
        assertThat(reading.lines().subList(0, 3))
                .containsExactly("Marek: Knew my firm.", "Marek: Asked: who buys", "worker: Told him nothing.");
        assertThat(reading.only().utterances().getFirst().place()).isEqualTo("Hotel \"Nord\"\nbar");
    }

    @Test
    void closesALineThatABreakdownLeftUnfinished(@TempDir Path folder) throws IOException {
        Path diary = folder.resolve("diary.jsonl");
        Diary.append(diary, ENTRY);
        Files.writeString(diary, "{\"t\":\"2026", StandardOpenOption.APPEND);
        Diary.append(diary, ENTRY);
        Reading reading = Reading.of(new DiaryReader(), Export.of(diary), IntakeLimits.STRICT);
        assertThat(reading.told()).containsExactly("3 json-cut-short");
        assertThat(reading.lines()).hasSize(6);
    }

    @Test
    void writesIntoNoOtherFile(@TempDir Path folder) throws IOException {
        Path other = Files.writeString(folder.resolve("chat.txt"), "Anna: hello\n");
        assertThatThrownBy(() -> Diary.append(other, ENTRY)).isInstanceOf(IOException.class);
        assertThat(Files.readString(other)).isEqualTo("Anna: hello\n");
    }

    @Test
    void refusesAnEntryThatSaysNothing() {
        assertThatThrownBy(() -> new DiaryEntry(
                        OffsetDateTime.MIN, "Marek", null, DiaryEntry.Began.UNCLEAR, null, " ", null, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsNoWordsInALog() {
        assertThat(ENTRY.toString()).doesNotContain("Marek", "firm", "Nord");
    }

    @Test
    void keepsAContactCalledWorkerApartFromTheWorker() {
        String diary =
                Diary.HEADER + "\n{\"t\":\"2026-03-02\",\"contact\":\"worker\",\"said\":\"a\",\"given\":\"b\"}\n";
        assertThat(Reading.of(new DiaryReader(), "d", diary).lines())
                .containsExactly("worker (contact): a", "worker: b");
    }
}
