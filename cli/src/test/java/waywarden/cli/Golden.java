package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares what is shown with a file of what should be.
final class Golden {

    private static final Path FOLDER =
            Path.of(System.getProperty("waywarden.root", ".."), "cli", "src", "test", "resources", "waywarden", "cli");

    private Golden() {}

    /// Where there is no such file yet, one is written for its author to read, and the test fails.
    static void check(String name, String shown) throws IOException {
        Path file = FOLDER.resolve(name);
        if (!Files.exists(file)) {
            Files.writeString(file, shown);
            fail("%s was not there; it is now: read it, and keep it if it is right", file);
        }
        assertThat(shown).isEqualTo(Files.readString(file));
    }
}
