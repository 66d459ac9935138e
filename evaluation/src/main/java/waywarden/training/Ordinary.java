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

    private static final int BESIDE_EACH = 120;
    private static final int QUIET_EACH = 240;

    public Ordinary {
        beside = List.copyOf(beside);
        quiet = List.copyOf(quiet);
    }

    /// A fair draw: as many of each file where it has twice so many, else half of it; those of a file spread over it.
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
            beside.addAll(spread(rest, Math.max(1, Math.min(BESIDE_EACH, file.size() / 2))));
            quiet.addAll(spread(rest, QUIET_EACH));
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
