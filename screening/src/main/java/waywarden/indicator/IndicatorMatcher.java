package waywarden.indicator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Speaker;
import waywarden.indicator.Condition.After;
import waywarden.indicator.Condition.AnyPhrase;
import waywarden.indicator.Condition.Near;
import waywarden.indicator.Condition.PhraseSet;
import waywarden.indicator.Condition.Unless;

/// Finds the indicators that the words of a message show. One pass over the folded text finds every
/// phrase's anchor (Aho and Corasick, CACM 18(6), 1975); only phrases whose anchor occurs are tried in
/// full.
public final class IndicatorMatcher {

    private final List<Indicator> indicators;
    private final Phrase[][] phrases;
    /// The number of each set's first phrase among all phrases; one more than the last at the end.
    private final int[] firstPhrase;
    private final Anchors anchors;
    /// By phrase: its set.
    private final int[] setOf;
    /// Whose saying of a set later messages need to know; null where nobody's.
    private final @Nullable Speaker[] contextOf;
    /// By set: the indicators that a phrase of it can begin to show.
    private final BitSet[] shownBy;

    /// @param sets    every phrase set of the catalogue, by its id
    /// @param anchors of the sets
    IndicatorMatcher(List<Indicator> indicators, List<PhraseSet> sets, Anchors anchors) {
        this.indicators = indicators;
        this.phrases = new Phrase[sets.size()][];
        this.contextOf = new Speaker[sets.size()];
        this.firstPhrase = new int[sets.size() + 1];
        this.anchors = anchors;
        for (int set = 0; set < sets.size(); set++) {
            phrases[set] = sets.get(set).phrases().toArray(Phrase[]::new);
            firstPhrase[set + 1] = firstPhrase[set] + phrases[set].length;
        }
        shownBy = new BitSet[sets.size()];
        Arrays.setAll(shownBy, set -> new BitSet());
        for (int i = 0; i < indicators.size(); i++) {
            for (List<Condition> conditions : indicators.get(i).when().values()) {
                for (Condition condition : conditions) {
                    findContexts(condition);
                    shownBy[begins(condition)].set(i);
                }
            }
        }
        setOf = new int[firstPhrase[sets.size()]];
        for (int set = 0; set < sets.size(); set++) Arrays.fill(setOf, firstPhrase[set], firstPhrase[set + 1], set);
    }

    /// The phrase set without which the condition cannot hold.
    private static int begins(Condition condition) {
        return switch (condition) {
            case AnyPhrase any -> any.phrases().id();
            case Near near -> near.phrases().id();
            case Unless unless -> begins(unless.condition());
            case After after -> begins(after.condition());
        };
    }

    private void findContexts(Condition condition) {
        switch (condition) {
            case AnyPhrase any -> {}
            case Near near -> {}
            case Unless unless -> findContexts(unless.condition());
            case After after -> {
                contextOf[after.phrases().id()] = after.speaker();
                findContexts(after.condition());
            }
        }
    }

    /// What a message shows, and the memory to give with the next.
    public record Result(List<Match> matches, Memory memory) {}

    /// Which context phrases were said and when, as far as later messages need to know.
    ///
    /// @param seen the latest saying of each phrase set by each speaker
    public record Memory(List<Seen> seen) {
        public static final Memory EMPTY = new Memory(List.of());

        public Memory {
            seen = List.copyOf(seen);
        }

        private boolean within(int set, Speaker speaker, int message, int messagesBack) {
            return seen.stream()
                    .anyMatch(one -> one.set == set && one.speaker == speaker && message - one.message <= messagesBack);
        }

        private Memory with(Seen latest) {
            List<Seen> all = new ArrayList<>(seen);
            all.removeIf(one -> one.set == latest.set && one.speaker == latest.speaker);
            all.add(latest);
            return new Memory(all);
        }
    }

    /// A phrase set's latest saying.
    ///
    /// @param set     the phrase set's id
    /// @param message number of the message within the conversation
    public record Seen(int set, Speaker speaker, int message) {}

    /// Finds what one message shows, given what was said before.
    ///
    /// @param message its number within the conversation
    /// @return at most one match an indicator, the first in the message; in the catalogue's order
    public Result match(Memory memory, int message, Speaker from, NormalText text) {
        Scan scan = new Scan(memory, message, text, anchors.candidates(text.folded()));
        if (scan.candidates.isEmpty()) return new Result(List.of(), memory);
        List<Match> matches = new ArrayList<>();
        BitSet shown = new BitSet(indicators.size());
        for (int set = scan.sets.nextSetBit(0); set >= 0; set = scan.sets.nextSetBit(set + 1)) shown.or(shownBy[set]);
        for (int i = shown.nextSetBit(0); i >= 0; i = shown.nextSetBit(i + 1)) {
            Indicator indicator = indicators.get(i);
            if (indicator.from() != from) continue;
            Span span = scan.first(indicator);
            if (span != null) {
                matches.add(new Match(indicator.id(), text.start(span.start), text.end(span.end)));
            }
        }
        Memory next = memory;
        for (int set = scan.sets.nextSetBit(0); set >= 0; set = scan.sets.nextSetBit(set + 1)) {
            if (contextOf[set] == from && scan.occurs(set)) next = next.with(new Seen(set, from, message));
        }
        return new Result(matches, next);
    }

    private record Span(int start, int end) {}

    /// One message being matched; remembers the phrase sets already tried.
    private final class Scan {
        private final Memory memory;
        private final int message;
        private final NormalText text;
        private final BitSet candidates;
        /// Those with a candidate.
        private final BitSet sets = new BitSet(phrases.length);
        private final @Nullable List<Span>[] tried;

        @SuppressWarnings({"unchecked", "rawtypes"})
        Scan(Memory memory, int message, NormalText text, BitSet candidates) {
            this.memory = memory;
            this.message = message;
            this.text = text;
            this.candidates = candidates;
            this.tried = new List[phrases.length];
            int at = candidates.nextSetBit(0);
            while (at >= 0) {
                sets.set(setOf[at]);
                at = candidates.nextSetBit(firstPhrase[setOf[at] + 1]);
            }
        }

        @Nullable
        Span first(Indicator indicator) {
            Span first = null;
            for (List<Condition> conditions : indicator.when().values()) {
                for (Condition condition : conditions) {
                    Span span = first(condition);
                    if (span != null && (first == null || span.start < first.start)) first = span;
                }
            }
            return first;
        }

        private @Nullable Span first(Condition condition) {
            return switch (condition) {
                case AnyPhrase any -> {
                    List<Span> spans = spans(any.phrases().id());
                    yield spans.isEmpty() ? null : spans.getFirst();
                }
                case Near near -> near(near);
                case Unless unless -> {
                    Span span = first(unless.condition());
                    yield span != null && !occurs(unless.phrases().id()) ? span : null;
                }
                case After after ->
                    memory.within(after.phrases().id(), after.speaker(), message, after.withinMessages())
                            ? first(after.condition())
                            : null;
            };
        }

        private @Nullable Span near(Near near) {
            if (!sets.get(near.phrases().id()) || !sets.get(near.others().id())) return null;
            for (Span one : spans(near.phrases().id())) {
                for (Span other : spans(near.others().id())) {
                    int from = Math.min(one.end, other.end);
                    int to = Math.max(one.start, other.start);
                    if (to < from || words(from, to) <= near.withinWords()) {
                        return new Span(Math.min(one.start, other.start), Math.max(one.end, other.end));
                    }
                }
            }
            return null;
        }

        /// Words between two places; two characters of a script without spaces count as one word.
        private int words(int from, int to) {
            int halves = 0;
            boolean inWord = false;
            for (int i = from; i < to; i++) {
                char c = text.folded().charAt(i);
                boolean letter = Character.isLetterOrDigit(c);
                if (letter && Phrase.isUnspaced(c)) halves++;
                else if (letter && !inWord) halves += 2;
                inWord = letter && !Phrase.isUnspaced(c);
            }
            return halves / 2;
        }

        List<Span> spans(int set) {
            List<Span> known = tried[set];
            if (known != null) return known;
            List<Span> spans = find(set);
            tried[set] = spans;
            return spans;
        }

        /// Whether a phrase of the set occurs, without looking for all places.
        boolean occurs(int set) {
            List<Span> known = tried[set];
            if (known != null) return !known.isEmpty();
            if (!sets.get(set)) return false;
            int end = firstPhrase[set + 1];
            int candidate = candidates.nextSetBit(firstPhrase[set]);
            for (; candidate >= 0 && candidate < end; candidate = candidates.nextSetBit(candidate + 1)) {
                Phrase phrase = phrases[set][candidate - firstPhrase[set]];
                boolean[] occurs = {false};
                phrase.find(text.folded(), (start, last) -> {
                    occurs[0] = true;
                    return false;
                });
                if (occurs[0]) return true;
            }
            return false;
        }

        private List<Span> find(int set) {
            if (!sets.get(set)) return List.of();
            int end = firstPhrase[set + 1];
            int candidate = candidates.nextSetBit(firstPhrase[set]);
            List<Span> spans = new ArrayList<>();
            for (; candidate >= 0 && candidate < end; candidate = candidates.nextSetBit(candidate + 1)) {
                Phrase phrase = phrases[set][candidate - firstPhrase[set]];
                phrase.find(text.folded(), (start, last) -> spans.add(new Span(start, last)));
            }
            spans.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
            return spans;
        }
    }
}
