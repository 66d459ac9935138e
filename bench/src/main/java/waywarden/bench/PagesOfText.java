package waywarden.bench;

import java.util.Random;

/// Made-up text of any length: words of a made-up vocabulary, as frequent as Zipf's law has it, with numbers and
/// full stops between.
final class PagesOfText {

    static final int WORDS_OF_A_PAGE = 500;
    private static final int VOCABULARY = 40_000;

    private final Random random;
    private final String[] words = new String[VOCABULARY];

    PagesOfText(long seed) {
        Random letters = new Random(7);
        for (int i = 0; i < VOCABULARY; i++) words[i] = word(letters, i);
        random = new Random(seed);
    }

    /// Frequent words are short.
    private static String word(Random letters, int rank) {
        int length = rank < 200 ? 2 + letters.nextInt(3) : 4 + letters.nextInt(8);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            String from = i % 2 == 0 ? "bcdfghklmnprstvw" : "aeiou";
            word.append(from.charAt(letters.nextInt(from.length())));
        }
        return word.toString();
    }

    String pages(int pages) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pages * WORDS_OF_A_PAGE; i++) {
            text.append(random.nextInt(30) == 0 ? String.valueOf(random.nextInt(5_000)) : next());
            text.append(random.nextInt(15) == 0 ? ". " : " ");
        }
        return text.toString();
    }

    private String next() {
        // The inverse of a Zipf distribution of exponent 1 is nearly an exponential in the rank's logarithm.
        double rank = Math.exp(random.nextDouble() * Math.log(VOCABULARY));
        return words[(int) Math.min(VOCABULARY - 1, rank - 1)];
    }
}
