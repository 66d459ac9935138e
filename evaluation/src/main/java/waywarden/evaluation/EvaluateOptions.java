package waywarden.evaluation;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `waywarden evaluate` is asked to measure.
///
/// @param corpus             labelled files or folders
/// @param detectors          measured beside the baselines, and shown before them
/// @param baselines          whether the baselines are measured too
/// @param folds              of the cross-validation over pairs
/// @param draws              of every bootstrap interval
/// @param heldOut            labelled files read by detectors trained on the corpus; empty to leave out
/// @param background         ordinary conversations that detectors trained beside; no alarm on them counts
/// @param benign             files of ordinary conversations only, to count alarms on; empty to leave out
/// @param seconvo            folder with `train-40.jsonl` and `extra-100.jsonl`; null to leave out
/// @param learningCurve      shares of the training parts, between 0 and 1; empty to leave out
/// @param leaveOneFileOut    whether each file is read in turn by detectors trained on the others
/// @param leaveOneLanguageOut the same for languages
/// @param speed              whether speed is measured: the one thing that differs from run to run
/// @param cache              folder for the sentence encoder's vectors, which hold no text
/// @param out                where the JSON report goes; null for none
public record EvaluateOptions(
        List<Path> corpus,
        List<Detector> detectors,
        boolean baselines,
        int folds,
        long seed,
        int draws,
        List<Path> heldOut,
        List<Labelled> background,
        List<Path> benign,
        @Nullable Path seconvo,
        List<Double> learningCurve,
        boolean leaveOneFileOut,
        boolean leaveOneLanguageOut,
        boolean speed,
        Path cache,
        @Nullable Path out) {

    public EvaluateOptions {
        corpus = List.copyOf(corpus);
        detectors = List.copyOf(detectors);
        heldOut = List.copyOf(heldOut);
        background = List.copyOf(background);
        benign = List.copyOf(benign);
        learningCurve = List.copyOf(learningCurve);
        if (folds < 2) throw new IllegalArgumentException("at least two folds");
        if (draws < 1) throw new IllegalArgumentException("at least one draw");
        for (double fraction : learningCurve) {
            if (!(fraction > 0 && fraction <= 1)) throw new IllegalArgumentException("a share of the training part");
        }
    }

    /// The cross-validation over pairs alone, with five folds and all baselines, and nothing written.
    public static EvaluateOptions of(List<Path> corpus, List<Detector> detectors) {
        return new EvaluateOptions(
                corpus,
                detectors,
                true,
                5,
                1,
                Bootstrap.DRAWS,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                false,
                false,
                true,
                Path.of(System.getProperty("java.io.tmpdir"), "waywarden-embeddings"),
                null);
    }
}
