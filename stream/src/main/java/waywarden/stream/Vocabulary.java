package waywarden.stream;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import waywarden.head.Recent;
import waywarden.indicator.Condition;
import waywarden.indicator.Condition.After;
import waywarden.indicator.Condition.AnyPhrase;
import waywarden.indicator.Condition.Near;
import waywarden.indicator.Condition.PhraseSet;
import waywarden.indicator.Condition.Unless;
import waywarden.indicator.Indicator;
import waywarden.indicator.IndicatorMatcher.Memory;
import waywarden.indicator.IndicatorMatcher.Seen;
import waywarden.indicator.Phrase;
import waywarden.phase.CourseSoFar;
import waywarden.phase.PhaseModel;
import waywarden.phase.PhaseModel.Evidence;
import waywarden.screening.Screener;
import waywarden.screening.Screener.Heard;
import waywarden.screening.Screener.Standing;

/// What the numbers in a standing stand for, in one version of the indicators and the model. It is written once
/// into each checkpoint, so that a later version can read the numbers of an earlier one.
///
/// @param evidence kinds of evidence, in the order of the model
/// @param indicators ids in the catalogue's order; empty in checkpoints of shape 1
/// @param contrasts heads whose strongest messages are set against the usual ones, in the order of the model; empty in
///                   checkpoints of shapes 1 and 2
/// @param contexts phrase sets that give later messages their meaning: a number in this version, and a hash of their
///                 phrases that is the same in every version
/// @param concepts the concepts of the lexicon as states have them, in ascending order; empty in checkpoints of shapes
///                 1 to 4
public record Vocabulary(
        List<String> evidence,
        List<String> indicators,
        List<String> contrasts,
        Map<Integer, Long> contexts,
        List<Integer> concepts)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public Vocabulary {
        evidence = List.copyOf(evidence);
        indicators = List.copyOf(indicators);
        contrasts = List.copyOf(contrasts);
        contexts = Map.copyOf(contexts);
        concepts = List.copyOf(concepts);
    }

    static Vocabulary of(Screener screener) {
        Map<Integer, Long> contexts = new TreeMap<>();
        screener.catalog()
                .all()
                .forEach(indicator ->
                        indicator.when().values().forEach(list -> list.forEach(c -> contexts(c, contexts))));
        return new Vocabulary(
                screener.model().phases().evidence().stream()
                        .map(Evidence::name)
                        .toList(),
                screener.catalog().all().stream().map(Indicator::id).toList(),
                screener.model().phases().contrasts().stream()
                        .map(PhaseModel.Contrast::head)
                        .toList(),
                contexts,
                Recent.concepts());
    }

    private static void contexts(Condition condition, Map<Integer, Long> contexts) {
        switch (condition) {
            case AnyPhrase any -> {}
            case Near near -> {}
            case Unless unless -> contexts(unless.condition(), contexts);
            case After after -> {
                contexts.put(after.phrases().id(), hash(after.phrases()));
                contexts(after.condition(), contexts);
            }
        }
    }

    /// FNV-1a over the phrases as their file has them; source: draft-eastlake-fnv.
    private static long hash(PhraseSet set) {
        long hash = 0xcbf29ce484222325L;
        for (Phrase phrase : set.phrases()) {
            String source = phrase.source() + "\n";
            for (int i = 0; i < source.length(); i++) hash = (hash ^ source.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /// A standing of this version in the numbers of another. What the other does not know is forgotten; what this
    /// one did not know was never seen.
    Standing translate(Standing standing, Vocabulary to) {
        if (equals(to)) return standing;
        PhaseModel.State phase = standing.phase();
        double[] seen = new double[to.evidence.size()];
        for (int i = 0; i < seen.length; i++) {
            int known = evidence.indexOf(to.evidence.get(i));
            if (known >= 0) seen[i] = phase.seen()[known];
        }
        Map<Long, Integer> numbers = new HashMap<>();
        to.contexts.forEach((number, hash) -> numbers.put(hash, number));
        List<Seen> said = new ArrayList<>();
        for (Seen one : standing.heard().memory().seen()) {
            Integer number = numbers.get(contexts.getOrDefault(one.set(), 0L));
            if (number != null) said.add(new Seen(number, one.speaker(), one.message()));
        }
        return new Standing(
                standing.messages(),
                standing.last(),
                new Heard(
                        new Memory(said),
                        standing.heard().recent(),
                        standing.heard().tails()),
                new PhaseModel.State(phase.filter(), seen, translate(phase.course(), to)),
                standing.shown());
    }

    /// A contrast that was not kept before begins as if its head had read all messages as even.
    private CourseSoFar translate(CourseSoFar course, Vocabulary to) {
        if (contrasts.equals(to.contrasts)) return course;
        int each = CourseSoFar.STRONGEST;
        short[] strongest = new short[to.contrasts.size() * each];
        int[] sums = new int[to.contrasts.size()];
        for (int i = 0; i < sums.length; i++) {
            int known = contrasts.indexOf(to.contrasts.get(i));
            if (known < 0) continue;
            sums[i] = course.sums()[known];
            System.arraycopy(course.strongest(), known * each, strongest, i * each, each);
        }
        return new CourseSoFar(course.weight(), course.grams(), course.messages(), strongest, sums);
    }
}
