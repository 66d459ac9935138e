package waywarden.head;

import waywarden.indicator.NormalText;

/// Cuts a message into the features that heads read: words and pairs of words, runs of three to five
/// letters within words, and runs of one to three characters in scripts without spaces, each as a hash.
///
/// What must not count is left out here: figures keep only their length (`0000`), and a word written
/// with a capital gives no letter runs, since most capitalised words inside a sentence are names.
public final class Grams {

    /// Takes the grams of a message, in order.
    @FunctionalInterface
    public interface Sink {
        /// @param hash  the gram
        /// @param start first character of the gram in the folded text
        /// @param end   after the last
        void gram(int hash, int start, int end);
    }

    private static final int MAX_TEXT = 4_000;
    private static final int WORD_SEED = 0x51ed270b;
    private static final int PAIR_SEED = 0x2f0b4c47;
    private static final int RUN_SEED = 0x6c62272e;
    private static final int HAN_SEED = 0x1b873593;

    private Grams() {}

    /// Gives every gram of the text's first characters, repeated ones too.
    public static void of(NormalText normal, Sink sink) {
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
                token = word(normal, start, at, sink);
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

    private static boolean isHan(char c) {
        return c >= 0x3040 && c <= 0x9FFF;
    }

    private static int wordEnd(String text, int start, int length) {
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

    private static int word(NormalText normal, int start, int end, Sink sink) {
        String text = normal.folded();
        int token = WORD_SEED;
        for (int i = start; i < end; i++) token = mix(token, letter(text.charAt(i)));
        sink.gram(token, start, end);
        if (!normal.isCapital(start) && end - start >= 4 && end - start <= 40) runs(text, start, end, sink);
        return token;
    }

    private static void runs(String text, int start, int end, Sink sink) {
        for (int i = start - 1; i <= end - 2; i++) {
            int hash = RUN_SEED;
            for (int j = i; j < i + 5 && j <= end; j++) {
                hash = mix(hash, j < start || j == end ? ' ' : letter(text.charAt(j)));
                if (j >= i + 2) sink.gram(hash, Math.max(i, start), Math.min(j + 1, end));
            }
        }
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
