package waywarden.evaluation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/// The words and pieces of words a text is made of, as 64-bit hashes: words one and two at a time; of scripts
/// that set spaces, runs of 2 to 5 characters within a word and its edges; of those that do not (Chinese,
/// Japanese, Thai), runs of 1 to 4 characters, the first two of which stand for words.
final class Ngrams {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 5;
    private static final int LONGEST_UNSPACED = 4;
    private static final long WORDS = 0x57;
    private static final long PIECES = 0x70;

    private long[] grams = new long[256];
    private int size;
    private final long space;

    private Ngrams(long space) {
        this.space = space;
    }

    /// @param space keeps apart what different speakers say
    /// @return hashes in the order of the text, a hash for each occurrence
    static long[] of(String text, int space) {
        Ngrams ngrams = new Ngrams(mix(space + 1));
        int[] characters = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .toArray();
        ngrams.readAll(characters);
        return Arrays.copyOf(ngrams.grams, ngrams.size);
    }

    private void readAll(int[] characters) {
        long previousWord = 0;
        int at = 0;
        while (at < characters.length) {
            int start = at;
            if (isUnspaced(characters[at])) {
                while (at < characters.length && isUnspaced(characters[at])) at++;
                addRuns(characters, start, at, 1, LONGEST_UNSPACED);
                previousWord = 0;
            } else if (isWord(characters[at])) {
                while (at < characters.length && isWord(characters[at]) && !isUnspaced(characters[at])) at++;
                previousWord = addWord(characters, start, at, previousWord);
            } else {
                at++;
            }
        }
    }

    private long addWord(int[] characters, int start, int end, long previousWord) {
        long word = hash(characters, start, end, WORDS);
        add(word);
        if (previousWord != 0) add(mix(previousWord * 31 + word));
        int[] padded = new int[end - start + 2];
        padded[0] = ' ';
        padded[padded.length - 1] = ' ';
        System.arraycopy(characters, start, padded, 1, end - start);
        addRuns(padded, 0, padded.length, SHORTEST, LONGEST);
        return word;
    }

    private void addRuns(int[] characters, int start, int end, int shortest, int longest) {
        for (int length = shortest; length <= longest; length++) {
            for (int at = start; at + length <= end; at++) add(hash(characters, at, at + length, PIECES));
        }
    }

    private void add(long gram) {
        if (size == grams.length) grams = Arrays.copyOf(grams, 2 * size);
        grams[size++] = gram;
    }

    private long hash(int[] characters, int start, int end, long kind) {
        long hash = space + kind;
        for (int i = start; i < end; i++) hash = mix(hash * 31 + characters[i]);
        return hash;
    }

    private static boolean isWord(int character) {
        return Character.isLetterOrDigit(character) || Character.getType(character) == Character.NON_SPACING_MARK;
    }

    private static boolean isUnspaced(int character) {
        if (character < 0x0E00) return false;
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
