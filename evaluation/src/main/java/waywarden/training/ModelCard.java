package waywarden.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import waywarden.evaluation.Labelled;

/// What a model file says of how it came to be.
public final class ModelCard {

    private ModelCard() {}

    /// One sentence: trained on which files, with which seed.
    public static String about(List<Labelled> corpus, Ordinary ordinary, ModelTraining.Options options) {
        return "Fitted by `waywarden train` with seed " + options.seed() + " on " + counted(corpus)
                + (ordinary.beside().isEmpty() ? "" : ", beside ordinary conversations " + counted(ordinary.beside()))
                + (ordinary.quiet().isEmpty() ? "" : "; held quiet on others of them " + counted(ordinary.quiet()))
                + ". What it can and cannot do: docs/model-card.md.";
    }

    private static String counted(List<Labelled> conversations) {
        Map<String, Integer> files = new TreeMap<>();
        for (Labelled labelled : conversations) files.merge(labelled.file(), 1, Integer::sum);
        return files.entrySet().stream()
                .map(file -> file.getKey() + " (" + file.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
