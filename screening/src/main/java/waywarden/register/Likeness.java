package waywarden.register;

import java.util.Set;
import java.util.TreeSet;

/// Pairs of telling words that stand near each other, whatever their order and whatever stands between:
/// what is left of a passage when its sentences are turned round or said in other words.
///
/// A telling word is a number of two digits or more, a word of five letters or more that is no common
/// function word (by its first six letters, so that endings make no difference), or two ideographs next to
/// each other. Of all pairs one in [#SAMPLED] is kept, the same ones in every text, chosen by the keyed
/// value itself. Word pairs of this kind go back to shingling (Broder, SEQUENCES 1997), sampling by value
/// to Manber (USENIX 1994).
final class Likeness {

    /// One pair in so many is kept; a power of two.
    static final int SAMPLED = 8;

    /// A telling word is paired with so many of the telling words before it.
    private static final int REACH = 4;

    /// Words stand together when at most this many letters apart.
    private static final int NEAR = 60;

    private static final int SHORTEST = 5;
    private static final int STEM = 6;
    private static final int SHORTEST_NUMBER = 2;

    private static final String FUNCTION_IDEOGRAPHS = "的了是在和与有为不我你他她它们这那个也就都而及或但被把对从到以于之其可会能要将并等很没吗呢吧啊上下中里";

    private static final Set<Long> FUNCTION_WORDS = functionWords(
            "about",
            "above",
            "after",
            "again",
            "against",
            "along",
            "already",
            "although",
            "always",
            "among",
            "another",
            "anything",
            "around",
            "because",
            "become",
            "been",
            "before",
            "being",
            "below",
            "between",
            "could",
            "doing",
            "during",
            "either",
            "enough",
            "every",
            "everyone",
            "everything",
            "first",
            "found",
            "going",
            "great",
            "having",
            "hello",
            "however",
            "itself",
            "might",
            "maybe",
            "never",
            "nothing",
            "often",
            "other",
            "others",
            "please",
            "quite",
            "rather",
            "really",
            "right",
            "second",
            "several",
            "shall",
            "should",
            "since",
            "someone",
            "something",
            "still",
            "such",
            "thank",
            "thanks",
            "their",
            "theirs",
            "there",
            "therefore",
            "these",
            "thing",
            "things",
            "think",
            "those",
            "though",
            "through",
            "today",
            "together",
            "towards",
            "under",
            "until",
            "using",
            "wants",
            "where",
            "whether",
            "which",
            "while",
            "whose",
            "within",
            "without",
            "would",
            "yours",
            "sorry",
            "yeah",
            "guess",
            "looks");

    private Likeness() {}

    /// The pairs of a text.
    static final class Pairs {
        private final long[] firsts;
        private final long[] seconds;
        private final int[] from;
        private final int[] to;
        private int count;

        private Pairs(int capacity) {
            firsts = new long[capacity];
            seconds = new long[capacity];
            from = new int[capacity];
            to = new int[capacity];
        }

        int count() {
            return count;
        }

        /// Polynomials of the one words, the smaller of each pair.
        long[] firsts() {
            return firsts;
        }

        /// Polynomials of the other words.
        long[] seconds() {
            return seconds;
        }

        /// First letter of a pair in the text.
        int from(int pair) {
            return from[pair];
        }

        /// After the last letter of a pair.
        int to(int pair) {
            return to[pair];
        }
    }

    /// Whether a pair with this keyed value is kept.
    static boolean isKept(long place) {
        return (place & (SAMPLED - 1)) == 0;
    }

    static Pairs of(RegisterLetters letters, long[] sums, KeyedHash hash) {
        long[] powers = new long[STEM + 1];
        for (int i = 0; i < powers.length; i++) powers[i] = hash.power(i);
        int[] begins = new int[letters.length()];
        int[] ends = new int[letters.length()];
        long[] words = new long[letters.length()];
        int count = 0;
        for (int i = 0; i < letters.length(); i++) {
            if (!letters.beginsWord(i)) continue;
            int end = tellingEnd(letters, i);
            if (end < 0) continue;
            int stem = Math.min(end, i + STEM);
            begins[count] = i;
            ends[count] = end;
            words[count++] = KeyedHash.run(sums, i, stem, powers[stem - i]);
        }
        return paired(begins, ends, words, count);
    }

    private static Pairs paired(int[] begins, int[] ends, long[] words, int count) {
        Pairs pairs = new Pairs(count * REACH);
        for (int i = 1; i < count; i++) {
            for (int j = i - 1; j >= Math.max(0, i - REACH); j--) {
                if (begins[i] - ends[j] > NEAR) break;
                // Two ideographs share one with the two before; a word twice is no pair.
                if (begins[i] < ends[j] || words[i] == words[j]) continue;
                pairs.firsts[pairs.count] = Math.min(words[i], words[j]);
                pairs.seconds[pairs.count] = Math.max(words[i], words[j]);
                pairs.from[pairs.count] = begins[j];
                pairs.to[pairs.count++] = ends[i];
            }
        }
        return pairs;
    }

    /// After the telling word that begins here; negative where the word is none.
    private static int tellingEnd(RegisterLetters letters, int at) {
        if (letters.isIdeograph(at)) return tellingIdeographs(letters, at);
        int end = at;
        while (!letters.endsWord(end)) end++;
        int length = end + 1 - at;
        if (letters.isNumber(at)) return length >= SHORTEST_NUMBER ? end + 1 : -1;
        if (length < SHORTEST || FUNCTION_WORDS.contains(packed(letters, at, length))) return -1;
        return end + 1;
    }

    private static int tellingIdeographs(RegisterLetters letters, int at) {
        int next = at + RegisterLetters.LETTERS_OF_AN_IDEOGRAPH;
        if (next >= letters.length() || !letters.isIdeograph(next)) return -1;
        boolean function = FUNCTION_IDEOGRAPHS.indexOf(letters.letter(at)) >= 0
                || FUNCTION_IDEOGRAPHS.indexOf(letters.letter(next)) >= 0;
        return function ? -1 : next + RegisterLetters.LETTERS_OF_AN_IDEOGRAPH;
    }

    private static Set<Long> functionWords(String... words) {
        Set<Long> packed = new TreeSet<>();
        for (String word : words) {
            RegisterLetters letters = RegisterLetters.of(word);
            packed.add(packed(letters, 0, letters.length()));
        }
        return Set.copyOf(packed);
    }

    /// Up to nine Latin letters as one number; other words never equal one.
    private static long packed(RegisterLetters letters, int at, int length) {
        if (length > 9) return -1;
        long packed = 0;
        for (int i = at; i < at + length; i++) {
            if (letters.letter(i) > 0x7F) return -1;
            packed = packed << 7 | letters.letter(i);
        }
        return packed;
    }
}
