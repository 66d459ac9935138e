package waywarden.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import waywarden.page.Means;
import waywarden.page.Means.GivenRegister;
import waywarden.page.WorkerPage;
import waywarden.page.store.FolderShelf;
import waywarden.page.store.NoShelf;
import waywarden.page.store.Shelf;
import waywarden.result.Settings;
import waywarden.result.Texts;

/// Starts the worker's page on this machine, opens her browser and waits until she ends it.
@picocli.CommandLine.Command(name = "open")
final class OpenCommand extends Command {

    @Option(names = "--folder", paramLabel = "FOLDER", descriptionKey = "open.folder")
    @Nullable
    Path folder;

    @Option(names = "--leave-no-trace", descriptionKey = "open.no-trace")
    boolean noTrace;

    @Option(names = "--port", paramLabel = "PORT", descriptionKey = "open.port")
    int port;

    @Option(names = "--no-browser", descriptionKey = "open.no-browser")
    boolean noBrowser;

    @Option(names = "--settings", paramLabel = "FILE", descriptionKey = "screen.settings")
    @Nullable
    Path settingsFile;

    OpenCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = SettingsFile.find(settingsFile, surroundings.env());
        Texts texts = texts(settings.language());
        if (port < 0 || port > 65_535) throw new UsageFault(texts.say("open.port.wrong", String.valueOf(port)));
        PrintWriter out = surroundings.printer();
        try (WorkerPage page = start(texts, settings)) {
            out.println(texts.say("open.address", page.address()));
            out.println(texts.say("open.end"));
            out.flush();
            if (!noBrowser) browse(page.addressForOneUse());
            page.await();
        }
        return ALL_READ;
    }

    private WorkerPage start(Texts texts, Settings settings) throws IOException {
        Shelf shelf = shelf(texts);
        try {
            return WorkerPage.start(shelf, means(texts, settings), language, port, surroundings.clock());
        } catch (BindException e) {
            shelf.close();
            throw new UsageFault(texts.say("open.port.taken", String.valueOf(port)));
        }
    }

    private Means means(Texts texts, Settings settings) {
        return new Means(
                settings,
                register(texts),
                (file, said, into) -> DocumentTexts.read(file, RegisterOptions.said(said), into),
                new FeedProcess());
    }

    /// The register that her desk put in the usual place, with its key; where one of them cannot be used, why is said.
    private @Nullable GivenRegister register(Texts texts) {
        RegisterOptions usual = new RegisterOptions();
        Path file = usual.register(surroundings.env());
        Path key = usual.key(surroundings.env());
        if (!Files.exists(file) || !Files.exists(key)) return null;
        try {
            return new GivenRegister(file, usual.readKey(surroundings, texts));
        } catch (UsageFault fault) {
            surroundings.errorPrinter().println(fault.sentence());
            return null;
        }
    }

    private Shelf shelf(Texts texts) {
        if (noTrace) return new NoShelf();
        Path place =
                folder == null ? NoteCommand.usualFolder(surroundings.env()).resolve("page") : folder;
        try {
            Optional<FolderShelf> shelf = FolderShelf.in(place);
            return shelf.orElseThrow(() -> new UsageFault(texts.say("open.in.use", place.toString())));
        } catch (IOException e) {
            throw new UsageFault(
                    texts.say("file.unwritable", place.toString(), e.getClass().getSimpleName()));
        }
    }

    /// Through what the system opens addresses with; where that fails, the address on the terminal serves.
    private void browse(URI address) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> opener = system.contains("win")
                ? List.of("rundll32", "url.dll,FileProtocolHandler")
                : List.of(system.contains("mac") ? "open" : "xdg-open");
        List<String> command = new ArrayList<>(opener);
        command.add(address.toString());
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // The address is on the terminal.
        }
    }
}
