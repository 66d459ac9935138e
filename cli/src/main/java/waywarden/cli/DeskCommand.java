package waywarden.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Unmatched;

/// Starts the desk's service, or a command of it, in a process of its own: its libraries lie in a folder beside the
/// program that no other command looks into, so that they cost a start nothing. It ends with this process.
@picocli.CommandLine.Command(name = "desk")
final class DeskCommand extends Command {

    private static final String MAIN = "waywarden.desk.server.Desk";

    /// Read by the other process.
    @Unmatched
    List<String> arguments = new ArrayList<>();

    DeskCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = folder();
        if (folder == null) throw new UsageFault(texts().say("desk.absent"));
        Process process = new ProcessBuilder(command(folder)).inheritIO().start();
        Thread end = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(end);
        return process.waitFor();
    }

    private List<String> command(Path folder) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path cache = folder.resolveSibling("desk.aot");
        if (Files.isRegularFile(cache)) {
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
        }
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:MaxRAMPercentage=50",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Dwaywarden.parent=" + ProcessHandle.current().pid(),
                // It asks others' feeds by this program's own command.
                "-Dwaywarden.program=" + System.getProperty("java.class.path"),
                "-cp",
                folder.resolve("*").toString(),
                MAIN));
        command.addAll(arguments);
        if (language != null) command.addAll(List.of("--lang", language));
        return command;
    }

    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Beside the program; null where it runs from its classes.
    private static @Nullable Path folder() {
        try {
            Path here = Path.of(DeskCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = here.resolveSibling("desk");
            return Files.isDirectory(here) || !Files.isDirectory(folder) ? null : folder;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
