package waywarden.indicator;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import waywarden.indicator.Condition.PhraseSet;

/// All indicators, read from the files in `indicators/`.
public final class IndicatorCatalog {

    private final Map<String, Indicator> byId = new TreeMap<>();
    private final List<PhraseSet> sets;
    private final Anchors anchors;

    IndicatorCatalog(List<Indicator> indicators, List<PhraseSet> sets) {
        this(indicators, sets, Anchors.of(sets));
    }

    /// @param anchors of the sets
    IndicatorCatalog(List<Indicator> indicators, List<PhraseSet> sets, Anchors anchors) {
        indicators.stream()
                .sorted(Comparator.comparing(Indicator::id))
                .forEach(indicator -> byId.put(indicator.id(), indicator));
        this.sets = List.copyOf(sets);
        this.anchors = anchors;
    }

    /// The catalogue that the library carries.
    public static IndicatorCatalog bundled() {
        return CompiledCatalog.bundled();
    }

    /// By id, in the order of ids.
    public List<Indicator> all() {
        return List.copyOf(byId.values());
    }

    public Optional<Indicator> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<PhraseSet> sets() {
        return sets;
    }

    Anchors anchors() {
        return anchors;
    }

    /// A matcher for all indicators that words can show.
    public IndicatorMatcher matcher() {
        return new IndicatorMatcher(all(), sets, anchors);
    }
}
