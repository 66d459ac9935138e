package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Screening opens no socket and looks up no name: the first promise, held in a process of its own.
class NoNetworkTest {

    private static final Path ROOT = Path.of(System.getProperty("waywarden.root", ".."));

    @TempDir
    Path folder;

    @Test
    void theWatchSeesWhoeverKnocks() throws IOException {
        assertThat(run("--knock")).endsWith("[socket, server socket, channel, datagram channel, name]");
    }

    @Test
    void screeningKnocksAtNoDoor() throws IOException {
        String sample = ROOT.resolve("samples/consultant.txt").toString();
        String page = folder.resolve("report.html").toString();
        String said = run("screen", "--me", "Mira Solberg", "--html", page, sample);
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
        assertThat(said).endsWith(NetworkWatch.SAID + "[]");
        assertThat(run("screen", "--json", ROOT.resolve("corpus/en-a.jsonl").toString()))
                .endsWith(NetworkWatch.SAID + "[]");
    }

    @Test
    void buildingAndCheckingARegisterKnocksAtNoDoor() throws IOException {
        Path keys = folder.resolve("keys");
        String key = keys.resolve("register.key").toString();
        String register = folder.resolve("register.wwr").toString();
        String readme = ROOT.resolve("README.md").toString();
        assertThat(new Stage().run("register", "keys", keys.toString())).isZero();
        assertThat(run("register", "build", "--key", key, "--out", register, "--label", "l", readme))
                .endsWith(NetworkWatch.SAID + "[]");
        String said = run("check", "--key", key, "--register", register, readme);
        assertThat(said).contains("Pause before you send it").endsWith(NetworkWatch.SAID + "[]");
    }

    private static String run(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.nio.channels.spi.SelectorProvider=waywarden.cli.NetworkWatch$Channels",
                "-cp",
                System.getProperty("java.class.path"),
                NetworkWatch.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
