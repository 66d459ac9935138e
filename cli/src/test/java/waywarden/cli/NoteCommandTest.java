package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.intake.Imported;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Progress;
import waywarden.intake.Utterance;

class NoteCommandTest {

    @TempDir
    Path folder;

    @Test
    void notesWhatScreenReads() {
        Path diary = folder.resolve("notes/diary.jsonl");
        Stage stage = new Stage();

        int code = stage.run(
                "note",
                "--diary",
                diary.toString(),
                "--contact",
                "Daniel",
                "--at",
                "2026-03-26 19:30",
                "--place",
                "the harbour",
                "--began",
                "contact",
                "--said",
                "asked me to dinner",
                "--paid",
                "for both of us");

        assertThat(code).isZero();
        assertThat(stage.out()).contains(diary.toString());
        Imported imported = Intake.read(List.of(diary), IntakeLimits.DEFAULT, Progress.NONE);
        assertThat(imported.problems()).isEmpty();
        List<Utterance> said = imported.transcripts().getFirst().utterances();
        assertThat(said).extracting(Utterance::text).anyMatch(text -> text.contains("asked me to dinner"));
        assertThat(said).extracting(Utterance::place).containsOnly("the harbour");
        assertThat(said.getFirst().at()).hasToString("2026-03-26T19:30Z");
    }

    @Test
    void asksOnATerminal() {
        Path diary = folder.resolve("diary.jsonl");
        Stage stage = new Stage().onTerminal().typing("Daniel\n\nat the fair\nme\nhe showed me round\n\n\n\n\n");

        assertThat(stage.run("note", "--diary", diary.toString())).isZero();

        assertThat(stage.err()).contains("Who was it?");
        assertThat(diary).content().contains("he showed me round").contains("\"began\":\"worker\"");
    }

    @Test
    void keepsEarlierNotes() throws Exception {
        Path diary = folder.resolve("diary.jsonl");
        for (String words : List.of("first", "second")) {
            new Stage().run("note", "--diary", diary.toString(), "--contact", "Daniel", "--said", words);
        }

        assertThat(Files.readString(diary)).contains("first").contains("second");
    }

    @Test
    void refusesWhatIsNoNote() throws Exception {
        String diary = folder.resolve("diary.jsonl").toString();
        Path thesis = Files.writeString(folder.resolve("thesis.txt"), "years of work\n");

        assertThat(new Stage().run("note", "--diary", diary, "--contact", "Daniel"))
                .isEqualTo(2);
        assertThat(new Stage().run("note", "--diary", diary, "--contact", "D", "--said", "x", "--at", "soon"))
                .isEqualTo(2);
        assertThat(new Stage().run("note", "--diary", diary, "--contact", "D", "--said", "x", "--began", "no"))
                .isEqualTo(2);
        assertThat(new Stage().run("note", "--diary", thesis.toString(), "--contact", "D", "--said", "x"))
                .isEqualTo(2);
        assertThat(thesis).hasContent("years of work\n");
        assertThat(Path.of(diary)).doesNotExist();
    }
}
