package waywarden.head;

import waywarden.indicator.NormalText;

/// Cuts a message into the features that heads read, each as a hash: words and pairs of words, runs of one
/// to three characters in scripts without spaces, the concepts that the words stand for ([Concepts]), and
/// ordered pairs of concepts near each other in one sentence.
///
/// What must not count is left out here: figures keep only their length (`0000`).
public final class Grams {

    /// Takes the grams of a message, in order.
    @FunctionalInterface
    public interface Sink {
        /// @param hash  the gram
        /// @param start first character of the gram in the folded text
        /// @param end   after the last
        void gram(int hash, int start, int end);

        /// Told of a concept besides its gram.
        default void concept(int hash) {}
    }

    private static final int MAX_TEXT = 4_000;
    private static final int WORD_SEED = 0x51ed270b;
    private static final int PAIR_SEED = 0x2f0b4c47;
    private static final int RUN_SEED = 0x6c62272e;
    private static final int HAN_SEED = 0x1b873593;
    private static final int CONCEPT_SEED = 0x3c6ef372;
    private static final int CONCEPT_PAIR_SEED = 0x5be0cd19;
    private static final int STAGE_SEED = 0x1f83d9ab;
    private static final int ANSWERED_SEED = 0x428a2f98;
    private static final int BEFORE_SEED = 0x71374491;

    /// A concept is paired with this many before it in its sentence.
    private static final int NEAR = 4;

    private Grams() {}

    /// Gives every gram of the text's first characters, repeated ones too.
    public static void of(NormalText normal, Sink sink) {
        words(normal, sink);
        concepts(normal, sink);
    }

    private static void words(NormalText normal, Sink sink) {
        String text = normal.folded();
        int length = Math.min(text.length(), MAX_TEXT);
        int previous = 0;
        int previousStart = 0;
        int[] han = new int[2];
        int at = 0;
        while (at < length) {
            char c = text.charAt(at);
            int start = at;
            int token;
            if (isHan(c)) {
                at++;
                token = han(c, han, start, sink);
            } else if (Character.isLetterOrDigit(c)) {
                at = wordEnd(text, at, length);
                token = word(text, start, at, sink);
                han[0] = han[1] = 0;
            } else {
                at++;
                if (c != '?' && c != '!') {
                    if (!Character.isWhitespace(c)) han[0] = han[1] = 0;
                    continue;
                }
                token = mix(WORD_SEED, c);
                sink.gram(token, start, at);
                han[0] = han[1] = 0;
            }
            if (previous != 0) sink.gram(mix(mix(PAIR_SEED, previous), token), previousStart, at);
            previous = token;
            previousStart = start;
        }
    }

    /// The concepts of the text and their pairs.
    public static void concepts(NormalText normal, Sink sink) {
        Concepts lexicon = Concepts.bundled();
        String text = normal.folded();
        int length = Math.min(text.length(), MAX_TEXT);
        Near near = new Near(sink);
        int at = 0;
        while (at < length) {
            char c = text.charAt(at);
            if (isHan(c)) {
                at = Math.max(at + 1, lexicon.han(text, at, length, near));
            } else if (Character.isLetterOrDigit(c)) {
                at = lexicon.word(text, at, wordEnd(text, at, length), near);
            } else {
                at++;
                if (endsSentence(c)) near.forget();
            }
        }
    }

    /// Gives each concept and its pairs with those shortly before it.
    private static final class Near implements Concepts.Sink {
        private final Sink sink;
        private final int[] concepts = new int[NEAR];
        private final int[] starts = new int[NEAR];
        private int count;

        Near(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void concept(int concept, int start, int end) {
            int gram = Grams.concept(concept);
            sink.gram(gram, start, end);
            sink.concept(gram);
            for (int i = Math.max(0, count - NEAR); i < count; i++) {
                int before = concepts[i % NEAR];
                if (before == concept) continue;
                sink.gram(mix(mix(CONCEPT_PAIR_SEED, before), concept), starts[i % NEAR], end);
            }
            concepts[count % NEAR] = concept;
            starts[count % NEAR] = start;
            count++;
        }

        void forget() {
            count = 0;
        }
    }

    /// The gram of a concept.
    static int concept(int name) {
        return mix(CONCEPT_SEED, name);
    }

    /// The concept as said at a stage of the acquaintance.
    static int atStage(int stage, int concept) {
        return mix(STAGE_SEED + stage, concept);
    }

    /// The worker's concept that a message follows.
    static int answered(int concept) {
        return mix(ANSWERED_SEED, concept);
    }

    /// The contact's own concept of shortly before.
    static int before(int concept) {
        return mix(BEFORE_SEED, concept);
    }

    private static boolean endsSentence(char c) {
        return c == '.' || c == '!' || c == '?' || c == ';' || c == '\n';
    }

    static boolean isHan(char c) {
        return c >= 0x3040 && c <= 0x9FFF;
    }

    static int wordEnd(String text, int start, int length) {
        int at = start;
        while (at < length && !isHan(text.charAt(at)) && isWordPart(text.charAt(at))) at++;
        return at;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '\'' || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /// One character of a script without spaces, with the one or two before it.
    private static int han(char c, int[] before, int start, Sink sink) {
        int one = mix(HAN_SEED, c);
        sink.gram(one, start, start + 1);
        // The pair is the same feature as two neighbouring tokens; the run of three is given here.
        if (before[1] != 0) sink.gram(mix(mix(mix(RUN_SEED, before[1]), before[0]), c), start - 2, start + 1);
        before[1] = before[0];
        before[0] = c;
        return one;
    }

    private static int word(String text, int start, int end, Sink sink) {
        int token = WORD_SEED;
        for (int i = start; i < end; i++) token = mix(token, letter(text.charAt(i)));
        sink.gram(token, start, end);
        return token;
    }

    private static char letter(char c) {
        return Character.isDigit(c) ? '0' : c;
    }

    /// One step of a multiplicative hash, finished as in MurmurHash3 so that neighbouring letters
    /// spread.
    private static int mix(int hash, int value) {
        int h = (hash ^ value) * 0x9E3779B1;
        h ^= h >>> 15;
        h *= 0x85EBCA6B;
        return h ^ (h >>> 13);
    }
}
