package waywarden.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import waywarden.evaluation.Labelled;

/// Ordinary conversations, all benign, which keep a model quiet.
///
/// @param beside trained beside the corpus
/// @param quiet  not trained on: the alarms that they would raise bound the thresholds
public record Ordinary(List<Labelled> beside, List<Labelled> quiet) {

    public static final Ordinary NONE = new Ordinary(List.of(), List.of());

    /// Of each file this often the root of its size: more where there is more to learn, but not in proportion.
    private static final double BESIDE_EACH = 6;

    public Ordinary {
        beside = List.copyOf(beside);
        quiet = List.copyOf(quiet);
    }

    /// A fair draw, more of large files than of small ones, at most half of each; of the others every second keeps
    /// quiet, so that those left have the same mixture. Those of a file are spread over it.
    public static Ordinary drawn(List<Labelled> conversations) {
        Map<String, List<Labelled>> files = new TreeMap<>();
        for (Labelled labelled : conversations) {
            if (!labelled.approach())
                files.computeIfAbsent(labelled.file(), key -> new ArrayList<>()).add(labelled);
        }
        List<Labelled> beside = new ArrayList<>();
        List<Labelled> quiet = new ArrayList<>();
        for (List<Labelled> file : files.values()) {
            List<Labelled> rest = new ArrayList<>(file);
            int wanted = (int) Math.min(BESIDE_EACH * Math.sqrt(file.size()), file.size() / 2.0);
            beside.addAll(spread(rest, Math.max(1, wanted)));
            quiet.addAll(spread(rest, Math.max(1, rest.size() / 2)));
        }
        return new Ordinary(beside, quiet);
    }

    /// Takes at least so many out of a list, where it has them, at even distances.
    private static List<Labelled> spread(List<Labelled> from, int count) {
        List<Labelled> taken = new ArrayList<>();
        int step = Math.max(1, from.size() / count);
        for (int i = 0; i < from.size(); i += step) taken.add(from.get(i));
        from.removeAll(taken);
        return taken;
    }

    /// Those that a model has had to do with: no alarm on them says anything.
    public List<Labelled> all() {
        return Stream.concat(beside.stream(), quiet.stream()).toList();
    }
}
