package waywarden.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Cuts a corpus into parts that are tested in turn while the rest trains.
final class Folds {

    private Folds() {}

    /// Folds of about equal size with about the same mix of languages in each. Both halves of a pair, and
    /// whatever shares their group, are in one fold. Inside a fold conversations keep the corpus's order.
    static List<List<Labelled>> byPair(List<Labelled> corpus, int k, long seed) {
        if (k < 2) throw new IllegalArgumentException("at least two folds");
        Map<String, Integer> foldOf = new HashMap<>();
        Random random = new Random(seed);
        int next = 0;
        for (List<String> groups : groupsByLanguage(corpus).values()) {
            Collections.shuffle(groups, random);
            // Dealt on from where the last language stopped, so that small languages do not fill one fold.
            for (String group : groups) foldOf.put(group, next++ % k);
        }
        return IntStream.range(0, k)
                .mapToObj(fold -> corpus.stream()
                        .filter(labelled -> Objects.equals(foldOf.get(labelled.group()), fold))
                        .toList())
                .toList();
    }

    /// A group belongs to the language of its first conversation, and to it alone.
    private static Map<String, List<String>> groupsByLanguage(List<Labelled> corpus) {
        Map<String, String> languageOf = new TreeMap<>();
        for (Labelled labelled : corpus) languageOf.putIfAbsent(labelled.group(), language(labelled));
        Map<String, List<String>> groups = new TreeMap<>();
        languageOf.forEach((group, language) ->
                groups.computeIfAbsent(language, key -> new ArrayList<>()).add(group));
        return groups;
    }

    /// One part for each value, in the order of the values.
    static Map<String, List<Labelled>> by(Function<Labelled, String> key, List<Labelled> corpus) {
        Map<String, List<Labelled>> parts = new TreeMap<>();
        for (Labelled labelled : corpus) {
            parts.computeIfAbsent(key.apply(labelled), k -> new ArrayList<>()).add(labelled);
        }
        return parts;
    }

    static String language(Labelled labelled) {
        return String.valueOf(labelled.conversation().lang());
    }
}
