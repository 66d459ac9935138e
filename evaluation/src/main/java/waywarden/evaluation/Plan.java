package waywarden.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// What is trained on and what is read, in which order.
///
/// @param title  for the report
/// @param splits all of them are read; those of one setting are measured together
public record Plan(String title, List<Split> splits) {

    public Plan {
        splits = List.copyOf(splits);
    }

    /// @param setting what tells these readings from the plan's others; the same for all folds of one
    ///                cross-validation
    public record Split(String setting, List<Labelled> training, List<Labelled> test) {
        public Split {
            training = List.copyOf(training);
            test = List.copyOf(test);
            Set<String> seen = new HashSet<>();
            for (Labelled labelled : training) seen.add(labelled.group());
            for (Labelled labelled : test) {
                if (seen.contains(labelled.group())) {
                    throw new IllegalArgumentException(
                            labelled.conversation().id() + ": its pair is in training and test");
                }
            }
        }
    }

    public static Plan crossValidation(List<Labelled> corpus, int k, long seed) {
        return new Plan(k + "-fold cross-validation over pairs", folds("all", corpus, List.of(), k, seed));
    }

    /// The same folds, with further conversations in every training part.
    public static Plan crossValidation(
            String title, List<Labelled> corpus, List<Labelled> alwaysTrained, int k, long seed) {
        return new Plan(title, folds("all", corpus, alwaysTrained, k, seed));
    }

    public static Plan leaveOneFileOut(List<Labelled> corpus) {
        return leaveOneOut("leave one file out", Labelled::file, corpus);
    }

    public static Plan leaveOneLanguageOut(List<Labelled> corpus) {
        return leaveOneOut("leave one language out", Folds::language, corpus);
    }

    public static Plan heldOut(String title, List<Labelled> training, List<Labelled> test) {
        return new Plan(title, List.of(new Split("all", training, test)));
    }

    /// Cross-validation in which only a share of each training part is learnt from; whole pairs are left away,
    /// and a smaller share is part of every larger one.
    public static Plan learningCurve(List<Labelled> corpus, int k, long seed, List<Double> fractions) {
        List<Split> splits = new ArrayList<>();
        for (double fraction : fractions) {
            String setting = String.format(Locale.ROOT, "%.0f %% of training", 100 * fraction);
            for (Split split : folds(setting, corpus, List.of(), k, seed)) {
                splits.add(new Split(setting, share(split.training(), fraction, seed), split.test()));
            }
        }
        return new Plan("learning curve, " + k + " folds over pairs", splits);
    }

    private static List<Split> folds(
            String setting, List<Labelled> corpus, List<Labelled> alwaysTrained, int k, long seed) {
        List<List<Labelled>> folds = Folds.byPair(corpus, k, seed);
        List<Split> splits = new ArrayList<>();
        for (List<Labelled> test : folds) {
            if (test.isEmpty()) continue;
            Set<String> tested = new HashSet<>();
            for (Labelled labelled : test) tested.add(labelled.group());
            List<Labelled> training = new ArrayList<>(corpus.stream()
                    .filter(labelled -> !tested.contains(labelled.group()))
                    .toList());
            training.addAll(alwaysTrained);
            splits.add(new Split(setting, training, test));
        }
        return splits;
    }

    private static Plan leaveOneOut(String title, Function<Labelled, String> key, List<Labelled> corpus) {
        List<Split> splits = new ArrayList<>();
        for (Map.Entry<String, List<Labelled>> part : Folds.by(key, corpus).entrySet()) {
            List<Labelled> training = corpus.stream()
                    .filter(labelled -> !key.apply(labelled).equals(part.getKey()))
                    .toList();
            splits.add(new Split("all", training, part.getValue()));
        }
        return new Plan(title, splits);
    }

    private static List<Labelled> share(List<Labelled> training, double fraction, long seed) {
        List<String> groups = new ArrayList<>(
                new TreeSet<>(training.stream().map(Labelled::group).toList()));
        Collections.shuffle(groups, new Random(seed));
        Set<String> kept = new HashSet<>(groups.subList(0, (int) Math.round(fraction * groups.size())));
        return training.stream()
                .filter(labelled -> kept.contains(labelled.group()))
                .toList();
    }
}
