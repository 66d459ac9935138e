package waywarden.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waywarden.conversation.WaywardenException;
import waywarden.evaluation.Labelled;
import waywarden.evaluation.LabelledFiles;
import waywarden.evaluation.Progress;
import waywarden.indicator.IndicatorCatalog;
import waywarden.screening.ScreeningModel;
import waywarden.training.ModelCard;
import waywarden.training.ModelTraining;
import waywarden.training.Ordinary;
import waywarden.training.Teacher;

/// Rebuilds every model file that ships, from labelled conversations.
@picocli.CommandLine.Command(name = "train")
final class TrainCommand extends Command {

    /// Where vectors of sentences are remembered, which cost milliseconds each.
    static final Path VECTORS = Path.of(System.getProperty("java.io.tmpdir"), "waywarden-embeddings");

    @Parameters(arity = "1..*", paramLabel = "CORPUS", descriptionKey = "evaluate.corpus")
    List<Path> corpus = List.of();

    @Option(names = "--background", paramLabel = "FOLDER", descriptionKey = "train.background")
    List<Path> background = List.of();

    @Option(names = "--seed", paramLabel = "N", descriptionKey = "train.seed")
    long seed = ModelTraining.Options.DEFAULT.seed();

    @Option(names = "--out", paramLabel = "FOLDER", required = true, descriptionKey = "train.out")
    Path out = Path.of(".");

    TrainCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        List<Labelled> labelled = LabelledFiles.read(corpus);
        if (labelled.stream().noneMatch(Labelled::approach) || labelled.stream().allMatch(Labelled::approach)) {
            throw new WaywardenException(texts().say("train.one-sided"));
        }
        Ordinary ordinary = ordinary(background);
        ModelTraining.Options options = new ModelTraining.Options(seed, ModelTraining.Options.DEFAULT.parts());
        ScreeningModel model;
        try (Teacher teacher = Teacher.encoders(VECTORS)) {
            model = ModelTraining.prepared(labelled, ordinary, IndicatorCatalog.bundled(), teacher, options)
                    .fit();
        }
        Files.createDirectories(out);
        write(out.resolve("heads.bin.gz"), stream -> {
            try (GZIPOutputStream packed = new GZIPOutputStream(stream)) {
                model.heads().write(packed);
            }
        });
        String about = ModelCard.about(labelled, ordinary, options);
        write(out.resolve("phases.json"), stream -> model.writePhases(stream, about));
        PrintWriter printer = surroundings.printer();
        printer.println(texts().say("train.done", out));
        printer.flush();
        return ALL_READ;
    }

    /// A draw of the ordinary conversations in files and folders; none where none are given.
    static Ordinary ordinary(List<Path> paths) throws IOException {
        return paths.isEmpty() ? Ordinary.NONE : Ordinary.drawn(LabelledFiles.read(paths));
    }

    /// A line on standard error for each step done, where that is a terminal.
    static Progress progress(Surroundings surroundings) {
        if (!surroundings.terminals().err()) return Progress.NONE;
        PrintWriter err = surroundings.errorPrinter();
        return (what, done, total) -> {
            err.print("\r\u001b[K" + what + " " + done + "/" + total);
            if (done == total) err.print("\r\u001b[K");
            err.flush();
        };
    }

    private interface Content {
        void to(OutputStream stream) throws IOException;
    }

    /// Through a file beside it, so that nothing is left half written.
    private static void write(Path file, Content content) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream stream = Files.newOutputStream(half)) {
                content.to(stream);
            }
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
