package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.screening.ScreeningModel;

class TrainCommandTest {

    private static final Path CORPUS =
            Path.of(System.getProperty("waywarden.root", "..")).resolve("corpus");

    @TempDir
    Path folder;

    @Test
    void theSameDataAndSeedGiveTheSameBytes() throws IOException {
        Path data = folder.resolve("some.jsonl");
        Files.write(data, Files.readAllLines(CORPUS.resolve("multi.jsonl")).subList(0, 48));
        for (String out : List.of("one", "two")) {
            Stage stage = new Stage();
            int code = stage.run(
                    "train", data.toString(), "--out", folder.resolve(out).toString());
            assertThat(code).as(stage.err()).isZero();
        }
        for (String file : List.of("heads.bin.gz", "phases.json")) {
            assertThat(folder.resolve("two").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
        }
        ScreeningModel read = ScreeningModel.read(
                Files.newInputStream(folder.resolve("one/heads.bin.gz")),
                Files.newInputStream(folder.resolve("one/phases.json")));
        assertThat(read.phases().evidence()).isNotEmpty();
    }

    @Test
    void dataOfOneKindOnlyIsRefusedInASentenceAndNothingIsWritten() throws IOException {
        Path data = folder.resolve("benign.jsonl");
        Files.write(
                data,
                Files.readAllLines(CORPUS.resolve("multi.jsonl")).stream()
                        .filter(line -> line.contains("\"label\": \"benign\""))
                        .toList());
        Stage stage = new Stage();
        int code = stage.run(
                "train", data.toString(), "--out", folder.resolve("out").toString());
        assertThat(code).isEqualTo(1);
        assertThat(stage.err()).contains("only one of them");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aFileThatIsNoCorpusIsNamedWithItsLine() throws IOException {
        Path data = folder.resolve("odd.jsonl");
        Files.writeString(data, "{}\n");
        Stage stage = new Stage();
        assertThat(stage.run("train", data.toString(), "--out", folder.toString()))
                .isEqualTo(1);
        assertThat(stage.err()).contains("odd.jsonl, line 1");
    }
}
