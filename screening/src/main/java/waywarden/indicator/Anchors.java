package waywarden.indicator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells in one pass over a text which phrases can occur in it: the automaton of Aho and Corasick,
/// "Efficient string matching", CACM 18(6), 1975, with failure links folded into the transitions of each state.
final class Anchors {

    private final List<Map<Character, Integer>> transitions;
    private final int[] failure;
    private final int[][] phrases;
    private final BitSet always;
    /// The first state's transitions, where most characters are looked up.
    private final int[] fromStart = new int[Character.MAX_VALUE + 1];

    private Anchors(List<Map<Character, Integer>> transitions, int[] failure, int[][] phrases, BitSet always) {
        this.transitions = transitions;
        this.failure = failure;
        this.phrases = phrases;
        this.always = always;
        transitions.getFirst().forEach((c, next) -> fromStart[c] = next);
    }

    BitSet candidates(String text) {
        BitSet found = (BitSet) always.clone();
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            Integer next = null;
            while (state != 0 && (next = transitions.get(state).get(c)) == null) state = failure[state];
            state = next == null ? fromStart[c] : next;
            for (int phrase : phrases[state]) found.set(phrase);
        }
        return found;
    }

    static final class Builder {
        private final List<Map<Character, Integer>> transitions = new ArrayList<>(List.of(new HashMap<>()));
        private final List<BitSet> ends = new ArrayList<>(List.of(new BitSet()));
        private final BitSet always = new BitSet();

        void always(int phrase) {
            always.set(phrase);
        }

        void add(String anchor, int phrase) {
            int state = 0;
            for (int i = 0; i < anchor.length(); i++) {
                Integer next = transitions.get(state).get(anchor.charAt(i));
                if (next == null) {
                    next = transitions.size();
                    transitions.get(state).put(anchor.charAt(i), next);
                    transitions.add(new HashMap<>());
                    ends.add(new BitSet());
                }
                state = next;
            }
            ends.get(state).set(phrase);
        }

        Anchors build() {
            int[] failure = new int[transitions.size()];
            ArrayDeque<Integer> queue = new ArrayDeque<>(transitions.getFirst().values());
            while (!queue.isEmpty()) {
                int state = queue.remove();
                ends.get(state).or(ends.get(failure[state]));
                transitions.get(state).forEach((c, next) -> {
                    int back = failure[state];
                    while (back != 0 && !transitions.get(back).containsKey(c)) back = failure[back];
                    failure[next] = transitions.get(back).getOrDefault(c, 0);
                    queue.add(next);
                });
            }
            int[][] phrases = ends.stream().map(end -> end.stream().toArray()).toArray(int[][]::new);
            return new Anchors(transitions, failure, phrases, always);
        }
    }
}
