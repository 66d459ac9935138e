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
    /// By indicator: of which one is enough.
    private final Condition[][] conditions;
    /// By set: the indicators that a phrase of it can begin to show.
    private final BitSet[] shownBy;
    /// Those that also need to know what was said before.
    private final BitSet inContext = new BitSet();
    private final BitSet ofWorker = new BitSet();
    private final BitSet ofContact = new BitSet();

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
        conditions = new Condition[indicators.size()][];
        for (int i = 0; i < conditions.length; i++) {
            Indicator indicator = indicators.get(i);
            (indicator.from() == Speaker.WORKER ? ofWorker : ofContact).set(i);
            conditions[i] =
                    indicator.when().values().stream().flatMap(List::stream).toArray(Condition[]::new);
            for (Condition condition : conditions[i]) {
                if (findContexts(condition)) inContext.set(i);
                shownBy[begins(condition)].set(i);
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

    /// @return whether it has one
    private boolean findContexts(Condition condition) {
        return switch (condition) {
            case AnyPhrase any -> false;
            case Near near -> false;
            case Unless unless -> findContexts(unless.condition());
            case After after -> {
                contextOf[after.phrases().id()] = after.speaker();
                findContexts(after.condition());
                yield true;
            }
        };
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
            for (Seen one : seen) {
                if (one.set == set && one.speaker == speaker && message - one.message <= messagesBack) return true;
            }
            return false;
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
        return match(memory, message, words(from, text));
    }

    /// The part of [#match(Memory, int, Speaker, NormalText)] that takes time and needs to know of no other message.
    public Words words(Speaker from, NormalText text) {
        return new Words(from, text, anchors.candidates(text.folded()));
    }

    /// The rest of it.
    public Result match(Memory memory, int message, Words words) {
        if (words.shown.isEmpty() && words.said.length == 0) return new Result(List.of(), memory);
        List<Match> matches = new ArrayList<>();
        for (Shown shown : words.shown) {
            Span span = shown.first;
            if (span == null) span = words.first(shown.indicator, memory, message);
            if (span != null) matches.add(words.match(shown.indicator, span));
        }
        Memory next = memory;
        for (int set : words.said) next = next.with(new Seen(set, words.from, message));
        return new Result(matches, next);
    }

    private record Span(int start, int end) {}

    /// An indicator that a message shows, or may show.
    ///
    /// @param first where; null where that depends on what was said before
    private record Shown(int indicator, @Nullable Span first) {}

    /// What the words of one message show by themselves. To be used by one thread at a time: it remembers the phrase
    /// sets already tried.
    public final class Words {
        private final Speaker from;
        private final NormalText text;
        /// The phrases to try, in ascending order.
        private final int[] candidates;
        /// The sets that these are of, in ascending order, and after them one that stands for no set.
        private final int[] sets;
        /// By place among those: where its candidates begin.
        private final int[] firstCandidate;
        /// Indicators that are shown, or may be, in ascending order.
        private final List<Shown> shown;
        /// The sets that later messages need to know of.
        private final int[] said;

        private final @Nullable List<Span>[] tried;
        /// By place: where its first phrase is found, [#NOWHERE], or null while unknown.
        private final @Nullable Span[] firsts;

        @SuppressWarnings({"unchecked", "rawtypes"})
        private Words(Speaker from, NormalText text, int[] candidates) {
            this.from = from;
            this.text = text;
            this.candidates = candidates;
            int[] found = new int[candidates.length + 1];
            int[] begin = new int[candidates.length + 1];
            int count = 0;
            for (int i = 0; i < candidates.length; i++) {
                int set = setOf[candidates[i]];
                if (count > 0 && found[count - 1] == set) continue;
                begin[count] = i;
                found[count++] = set;
            }
            begin[count] = candidates.length;
            found[count] = Integer.MAX_VALUE;
            sets = found;
            firstCandidate = begin;
            tried = new List[count];
            firsts = new Span[count];
            shown = count == 0 ? List.of() : shown(count);
            said = said(count);
        }

        private List<Shown> shown(int count) {
            BitSet may = new BitSet(indicators.size());
            for (int place = 0; place < count; place++) may.or(shownBy[sets[place]]);
            may.and(from == Speaker.WORKER ? ofWorker : ofContact);
            List<Shown> all = new ArrayList<>();
            for (int i = may.nextSetBit(0); i >= 0; i = may.nextSetBit(i + 1)) {
                boolean depends = inContext.get(i);
                Span span = depends ? null : first(i, Memory.EMPTY, 0);
                if (depends || span != null) all.add(new Shown(i, span));
            }
            return all;
        }

        private int[] said(int count) {
            int[] all = NONE;
            for (int place = 0; place < count; place++) {
                if (contextOf[sets[place]] != from || first(sets[place]) == null) continue;
                all = Arrays.copyOf(all, all.length + 1);
                all[all.length - 1] = sets[place];
            }
            return all;
        }

        /// Where a set is among those with candidates; below 0 where it has none.
        private int place(int set) {
            int place = 0;
            while (sets[place] < set) place++;
            return sets[place] == set ? place : -1;
        }

        private Match match(int indicator, Span span) {
            return new Match(indicators.get(indicator).id(), text.start(span.start), text.end(span.end));
        }

        private @Nullable Span first(int indicator, Memory memory, int message) {
            Span first = null;
            for (Condition condition : conditions[indicator]) {
                Span span = first(condition, memory, message);
                if (span != null && (first == null || span.start < first.start)) first = span;
            }
            return first;
        }

        private @Nullable Span first(Condition condition, Memory memory, int message) {
            return switch (condition) {
                case AnyPhrase any -> first(any.phrases().id());
                case Near near -> near(near);
                case Unless unless -> {
                    Span span = first(unless.condition(), memory, message);
                    yield span != null && first(unless.phrases().id()) == null ? span : null;
                }
                case After after ->
                    memory.within(after.phrases().id(), after.speaker(), message, after.withinMessages())
                            ? first(after.condition(), memory, message)
                            : null;
            };
        }

        private @Nullable Span near(Near near) {
            int phrases = place(near.phrases().id());
            int others = phrases < 0 ? -1 : place(near.others().id());
            if (others < 0) return null;
            for (Span one : spans(phrases)) {
                for (Span other : spans(others)) {
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

        /// The first place of a set, and of several that begin there the shortest; the others need not be found.
        private @Nullable Span first(int set) {
            int place = place(set);
            if (place < 0) return null;
            Span known = firsts[place];
            if (known == null) {
                known = findFirst(place);
                firsts[place] = known;
            }
            return known.end == 0 ? null : known;
        }

        private Span findFirst(int place) {
            List<Span> known = tried[place];
            if (known != null) return known.isEmpty() ? NOWHERE : known.getFirst();
            First first = new First(text.folded().length() - 1);
            for (int i = firstCandidate[place]; i < firstCandidate[place + 1]; i++) {
                phrase(candidates[i]).find(text.folded(), first.start, first);
            }
            return first.end == 0 ? NOWHERE : new Span(first.start, first.end);
        }

        private List<Span> spans(int place) {
            List<Span> known = tried[place];
            if (known != null) return known;
            List<Span> spans = new ArrayList<>();
            for (int i = firstCandidate[place]; i < firstCandidate[place + 1]; i++) {
                phrase(candidates[i]).find(text.folded(), (start, last) -> spans.add(new Span(start, last)));
            }
            spans.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
            tried[place] = spans;
            return spans;
        }

        private Phrase phrase(int number) {
            return phrases[setOf[number]][number - firstPhrase[setOf[number]]];
        }
    }

    /// Keeps the first of the places found; none is empty.
    private static final class First implements Phrase.Place {
        private int start;
        private int end;

        /// @param last where a place can begin at the latest
        First(int last) {
            this.start = last;
        }

        @Override
        public boolean found(int from, int to) {
            if (end == 0 || from < start || (from == start && to < end)) {
                start = from;
                end = to;
            }
            return false;
        }
    }

    private static final Span NOWHERE = new Span(0, 0);
    private static final int[] NONE = {};
}
