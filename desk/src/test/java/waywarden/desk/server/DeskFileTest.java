package waywarden.desk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.desk.server.DeskFile.UnusableDeskFile;

class DeskFileTest {

    @TempDir
    Path folder;

    private DeskFile read(String yaml) throws IOException {
        Path file = folder.resolve("desk.yaml");
        Files.writeString(file, yaml);
        return DeskFile.read(file);
    }

    @Test
    void needsNothing() throws IOException {
        DeskFile file = DeskFile.read(folder.resolve("none.yaml"));

        assertThat(file.bind()).isEqualTo("127.0.0.1");
        assertThat(file.port()).isEqualTo(DeskFile.USUAL_PORT);
        assertThat(read("").sender().address()).isEqualTo("desk@localhost");
    }

    @Test
    void saysEveryFaultAtOnceWithItsKey() {
        assertThatThrownBy(() -> read("""
                        sender: "a b"
                        port: 99999
                        publik: x
                        public: ftp://x
                        database: {url: "jdbc:h2:x", pass: y}
                        oidc: {issuer: "https://id.example.org"}
                        """))
                .isInstanceOf(UnusableDeskFile.class)
                .hasMessageContainingAll(
                        "`sender`",
                        "`port`",
                        "`publik`",
                        "`public`",
                        "`database.url`",
                        "`database.pass`",
                        "`oidc.client-id`",
                        "`oidc.client-secret-file`");
        assertThatThrownBy(() -> read("a: [")).isInstanceOf(UnusableDeskFile.class);
    }

    @Test
    void opensToOtherMachinesOnlyBehindTls() throws IOException {
        assertThatThrownBy(() -> read("bind: 0.0.0.0")).hasMessageContaining("`bind`");
        assertThatThrownBy(() -> read("{bind: 0.0.0.0, public: \"http://desk.example.org\"}"))
                .hasMessageContaining("`bind`");
        assertThat(read("{bind: 0.0.0.0, public: \"https://desk.example.org\"}").bind())
                .isEqualTo("0.0.0.0");
        assertThat(read("bind: \"::1\"").bind()).isEqualTo("::1");
    }

    @Test
    void keepsNoPasswordItself() {
        assertThatThrownBy(() -> read("database: {url: \"jdbc:postgresql://x/y?password=z\"}"))
                .hasMessageContaining("password-file");
    }
}
