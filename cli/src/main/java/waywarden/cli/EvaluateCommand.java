package waywarden.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waywarden.evaluation.Bootstrap;
import waywarden.evaluation.Detector;
import waywarden.evaluation.Evaluate;
import waywarden.evaluation.EvaluateOptions;
import waywarden.evaluation.IndicatorQuality;
import waywarden.evaluation.LabelledFiles;
import waywarden.indicator.IndicatorCatalog;
import waywarden.training.ModelTraining;
import waywarden.training.Ordinary;
import waywarden.training.Teacher;
import waywarden.training.WaywardenDetector;

/// Measures detection on labelled conversations, beside baselines.
@picocli.CommandLine.Command(name = "evaluate")
final class EvaluateCommand extends Command {

    @Parameters(arity = "1..*", paramLabel = "CORPUS", descriptionKey = "evaluate.corpus")
    List<Path> corpus = List.of();

    @Option(names = "--shipped", descriptionKey = "evaluate.shipped")
    boolean shipped;

    @Option(names = "--baseline", descriptionKey = "evaluate.baseline")
    boolean baselines;

    @Option(names = "--held-out", paramLabel = "FILE", descriptionKey = "evaluate.held-out")
    List<Path> heldOut = List.of();

    @Option(names = "--background", paramLabel = "FOLDER", descriptionKey = "train.background")
    List<Path> background = List.of();

    @Option(names = "--benign", paramLabel = "FILE", descriptionKey = "evaluate.benign")
    List<Path> benign = List.of();

    @Option(names = "--seconvo", paramLabel = "FOLDER", descriptionKey = "evaluate.seconvo")
    @Nullable
    Path seconvo;

    @Option(names = "--learning-curve", paramLabel = "SHARE", split = ",", descriptionKey = "evaluate.curve")
    List<Double> learningCurve = List.of();

    @Option(names = "--leave-one-file-out", descriptionKey = "evaluate.file-out")
    boolean leaveOneFileOut;

    @Option(names = "--leave-one-language-out", descriptionKey = "evaluate.language-out")
    boolean leaveOneLanguageOut;

    @Option(names = "--indicators", descriptionKey = "evaluate.indicators")
    boolean indicators;

    @Option(names = "--ablate", descriptionKey = "evaluate.ablate")
    boolean ablate;

    @Option(names = "--speed", descriptionKey = "evaluate.speed")
    boolean speed;

    @Option(names = "--folds", paramLabel = "N", descriptionKey = "evaluate.folds")
    int folds = 5;

    @Option(names = "--seed", paramLabel = "N", descriptionKey = "train.seed")
    long seed = ModelTraining.Options.DEFAULT.seed();

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "evaluate.out")
    @Nullable
    Path out;

    EvaluateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws Exception {
        if (folds < 2) throw new UsageFault(texts().say("usage.choice", "--folds", folds, "2, 3, 4, 5 …"));
        PrintStream printed = new PrintStream(surroundings.out(), true, StandardCharsets.UTF_8);
        if (indicators) {
            IndicatorQuality.print(
                    IndicatorQuality.measure(LabelledFiles.read(corpus), IndicatorCatalog.bundled()), printed);
            return ALL_READ;
        }
        Ordinary ordinary = TrainCommand.ordinary(background);
        try (Teacher teacher = shipped ? Teacher.NONE : Teacher.encoders(TrainCommand.VECTORS)) {
            EvaluateOptions options = new EvaluateOptions(
                    corpus,
                    detectors(ordinary, teacher),
                    baselines,
                    folds,
                    seed,
                    Bootstrap.DRAWS,
                    heldOut,
                    ordinary.all(),
                    benign,
                    seconvo,
                    learningCurve,
                    leaveOneFileOut,
                    leaveOneLanguageOut,
                    speed,
                    TrainCommand.VECTORS,
                    out);
            Evaluate.run(options, printed, TrainCommand.progress(surroundings));
        }
        return ALL_READ;
    }

    private List<Detector> detectors(Ordinary ordinary, Teacher teacher) {
        if (shipped) return List.of(WaywardenDetector.shipped("waywarden, shipped"));
        IndicatorCatalog catalog = IndicatorCatalog.bundled();
        return ablate
                ? WaywardenDetector.ablated("waywarden", catalog, ordinary, teacher)
                : List.of(WaywardenDetector.of("waywarden", catalog, ordinary, teacher));
    }
}
