package waywarden.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import waywarden.conversation.WaywardenException;

/// Measures what it is asked to, prints the tables and writes the same as JSON.
public final class Evaluate {

    /// Enough messages that a fast detector's time is well above the clock's grain, and a slow one's bearable.
    private static final int MESSAGES_TIMED = 500;

    private Evaluate() {}

    /// @throws WaywardenException naming the file that could not be read or written
    public static EvaluationReport run(EvaluateOptions options, PrintStream out, Progress progress) {
        try {
            EvaluationReport report = measure(options, progress);
            ReportText.print(report, out);
            Path file = options.out();
            if (file != null) write(ReportJson.text(report), file);
            return report;
        } catch (IOException e) {
            throw new WaywardenException("Could not read or write: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new WaywardenException("Could not read or write: " + e.getMessage(), e);
        }
    }

    private static EvaluationReport measure(EvaluateOptions options, Progress progress) throws IOException {
        List<Labelled> corpus = LabelledFiles.read(options.corpus());
        if (corpus.isEmpty()) throw new WaywardenException("There is no conversation in the files given.");
        try (SentenceVectors vectors = SentenceVectors.in(options.cache(), SentenceModel.MINI_LM)) {
            return measure(options, corpus, detectors(options, vectors), progress);
        }
    }

    private static EvaluationReport measure(
            EvaluateOptions options, List<Labelled> corpus, List<Detector> detectors, Progress progress)
            throws IOException {
        Evaluation evaluation = Evaluation.of(options.seed(), options.draws(), progress);
        EvaluationReport report = new EvaluationReport(List.of());
        for (Plan plan : plans(options, corpus)) report = report.plus(evaluation.quality(detectors, plan));
        if (!options.benign().isEmpty()) {
            List<Labelled> benign = new ArrayList<>(LabelledFiles.read(options.benign()));
            benign.removeIf(new HashSet<>(options.background())::contains);
            report = report.plus(evaluation.falseAlarms(detectors, corpus, benign));
        }
        Path seconvo = options.seconvo();
        if (seconvo != null) report = report.plus(seconvo(options, seconvo, detectors, evaluation));
        if (options.speed()) report = report.plus(evaluation.speeds(detectors, corpus, MESSAGES_TIMED));
        return report;
    }

    private static List<Detector> detectors(EvaluateOptions options, SentenceVectors vectors) {
        List<Detector> detectors = new ArrayList<>(options.detectors());
        if (options.baselines()) {
            detectors.add(NgramBaseline.plain());
            detectors.add(NgramBaseline.withAlarmChosen());
            detectors.addAll(SentinelBaseline.both(vectors));
            detectors.add(new ShortcutProbe());
        }
        return detectors;
    }

    private static List<Plan> plans(EvaluateOptions options, List<Labelled> corpus) throws IOException {
        List<Plan> plans = new ArrayList<>();
        int folds = options.folds();
        long seed = options.seed();
        plans.add(Plan.crossValidation(corpus, folds, seed));
        if (options.leaveOneFileOut()) plans.add(Plan.leaveOneFileOut(corpus));
        if (options.leaveOneLanguageOut()) plans.add(Plan.leaveOneLanguageOut(corpus));
        if (!options.heldOut().isEmpty()) {
            plans.add(Plan.heldOut("held out", corpus, LabelledFiles.read(options.heldOut())));
        }
        if (!options.learningCurve().isEmpty()) {
            plans.add(Plan.learningCurve(corpus, folds, seed, options.learningCurve()));
        }
        return plans;
    }

    /// The split's 40 by themselves are like for like with what is published; with the 100 more they are not,
    /// so that the two are never one row.
    private static EvaluationReport seconvo(
            EvaluateOptions options, Path folder, List<Detector> detectors, Evaluation evaluation) throws IOException {
        List<Labelled> forty = SeConvo.prepared(LabelledFiles.read(List.of(folder.resolve("train-40.jsonl"))));
        List<Labelled> hundred = SeConvo.prepared(LabelledFiles.read(List.of(folder.resolve("extra-100.jsonl"))));
        int folds = options.folds();
        long seed = options.seed();
        Plan alone = Plan.crossValidation("SEConvo, the split's 40 by themselves", forty, List.of(), folds, seed);
        Plan more = Plan.crossValidation("SEConvo, 40 with 100 more to train on", forty, hundred, folds, seed);
        Plan across = Plan.heldOut("SEConvo, learnt from the split's 40, the 100 more read", forty, hundred);
        return evaluation
                .quality(detectors, alone)
                .plus(evaluation.quality(detectors, across))
                .plus(evaluation.quality(detectors, more))
                .plus(RequestDetection.run(
                        "SEConvo, requests for sensitive information", forty, folds, seed, options.draws()));
    }

    /// Through a file beside it, so that nothing is left half written.
    private static void write(String text, Path file) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(half, text);
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
