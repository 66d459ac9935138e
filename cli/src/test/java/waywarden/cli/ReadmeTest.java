package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import waywarden.conversation.Conversation;
import waywarden.intake.Imported;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Progress;
import waywarden.screening.Screener;
import waywarden.screening.Screening;

/// What the README shows is what the program does.
class ReadmeTest {

    private static final Path ROOT = Path.of(System.getProperty("waywarden.root", ".."));

    /// Lines of the output that the README shows.
    private static final int SHOWN = 24;

    private final List<Screening> reported = new ArrayList<>();

    @Test
    void theSampleIsTheOneInTheFolder() throws IOException {
        assertThat(block("sample")).isEqualTo(Files.readAllLines(ROOT.resolve("samples/six-lines.txt")));
    }

    @Test
    void theOutputIsTheRealOne() throws IOException {
        Stage stage = new Stage().columns(80);
        int code = stage.run(
                "screen", "--me", "Mira", ROOT.resolve("samples/six-lines.txt").toString());
        assertThat(code).isZero();
        assertThat(stage.out().lines().limit(SHOWN).map(String::stripTrailing)).isEqualTo(block("output"));
    }

    @Test
    void theLinesOfJavaCompileAndScreen() throws IOException {
        // The same lines as in the README, but for the file's name.
        Imported imported =
                Intake.read(List.of(ROOT.resolve("samples/six-lines.txt")), IntakeLimits.DEFAULT, Progress.NONE);
        if (Perspective.of(imported.transcripts(), List.of("Mira")) instanceof Perspective.Resolved resolved) {
            Screener screener = Screener.bundled();
            for (Conversation conversation : resolved.conversations()) report(screener.screen(conversation));
        }
        assertThat(reported).hasSize(1);
        String java = String.join(" ", block("java")).replaceAll("\\s+", "");
        String here = Files.readString(ROOT.resolve("cli/src/test/java/waywarden/cli/ReadmeTest.java"))
                .replaceAll("\\s+", "")
                .replace("ROOT.resolve(\"samples/six-lines.txt\")", "Path.of(\"chat.txt\")");
        assertThat(here).contains(java);
    }

    private void report(Screening screening) {
        reported.add(screening);
    }

    /// The lines of the fenced block after a marker.
    private static List<String> block(String marker) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));
        int start = lines.indexOf("<!-- " + marker + " -->") + 2;
        int end = start;
        while (!lines.get(end).equals("```")) end++;
        return lines.subList(start, end);
    }
}
