package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.page.store.FolderShelf;

class OpenCommandTest {

    @TempDir
    Path folder;

    @Test
    void aSecondStartOnTheSameFolderIsRefusedPolitely() throws IOException {
        Stage stage = new Stage();
        try (FolderShelf first = FolderShelf.in(folder).orElseThrow()) {
            assertThat(first.keeps()).isTrue();
            assertThat(stage.run("open", "--no-browser", "--folder", folder.toString()))
                    .isEqualTo(Command.WRONG_USAGE);
        }
        assertThat(stage.err()).contains("already open on " + folder).doesNotContain("Exception");
    }

    @Test
    void complainsInASentence() throws IOException {
        Stage stage = new Stage();
        assertThat(stage.run("open", "--port", "70000")).isEqualTo(Command.WRONG_USAGE);
        assertThat(stage.err()).contains("a number from 1 to 65535, not 70000");

        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThat(stage.run("open", "--no-browser", "--folder", file.toString()))
                .isEqualTo(Command.WRONG_USAGE);
        assertThat(stage.err()).contains("cannot be written").doesNotContain("\tat ");
    }
}
