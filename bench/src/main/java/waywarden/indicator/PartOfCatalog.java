package waywarden.indicator;

import java.util.ArrayList;
import java.util.List;

/// Catalogues of fewer or more indicators than the library carries, for figures of growth; in this package because
/// nobody else may make one.
public final class PartOfCatalog {

    private PartOfCatalog() {}

    /// One in so many indicators of the bundled catalogue.
    public static IndicatorMatcher oneIn(int step) {
        IndicatorCatalog whole = IndicatorCatalog.bundled();
        List<Indicator> kept = new ArrayList<>();
        for (int i = 0; i < whole.all().size(); i += step) kept.add(whole.all().get(i));
        // Phrase sets that no kept indicator asks for are of no use to anyone.
        List<Condition.PhraseSet> used = onlyUsed(kept, whole.sets());
        return new IndicatorMatcher(kept, used, Anchors.of(used));
    }

    private static List<Condition.PhraseSet> onlyUsed(List<Indicator> kept, List<Condition.PhraseSet> sets) {
        boolean[] used = new boolean[sets.size()];
        kept.forEach(indicator -> indicator.when().values().forEach(list -> list.forEach(c -> mark(c, used))));
        return sets.stream()
                .map(set -> used[set.id()] ? set : new Condition.PhraseSet(set.id(), List.of()))
                .toList();
    }

    private static void mark(Condition condition, boolean[] used) {
        switch (condition) {
            case Condition.AnyPhrase any -> used[any.phrases().id()] = true;
            case Condition.Near near -> {
                used[near.phrases().id()] = true;
                used[near.others().id()] = true;
            }
            case Condition.Unless unless -> {
                used[unless.phrases().id()] = true;
                mark(unless.condition(), used);
            }
            case Condition.After after -> {
                used[after.phrases().id()] = true;
                mark(after.condition(), used);
            }
        }
    }
}
