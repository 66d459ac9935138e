package waywarden.training;

import java.util.List;
import waywarden.training.Meanings.Meaning;
import waywarden.training.Rows.Row;

/// What grams mean: the mean of what the messages with a gram mean, drawn towards nothing where they are few, and
/// longer the rarer the gram is. Grams of like meaning are given like weights by what is learnt of their
/// meaning, so that a word tells something where the labels alone say too little of it.
final class GramMeanings {

    /// As if so many messages more had the gram and meant nothing.
    private static final double NOTHING = 3;

    private final float[][] ofGram;
    private final int dimensions;

    private GramMeanings(float[][] ofGram, int dimensions) {
        this.ofGram = ofGram;
        this.dimensions = dimensions;
    }

    /// @param own        for each row its grams, as numbers below `grams`
    /// @param dimensions of all languages together
    static GramMeanings of(List<Row> rows, int[][] own, int grams, int dimensions) {
        int languages = dimensions / Meanings.EACH;
        float[][] sums = new float[grams][dimensions];
        int[][] uses = new int[languages][grams];
        int[] messages = new int[languages];
        for (int i = 0; i < own.length; i++) {
            Meaning meaning = rows.get(i).meaning();
            if (meaning == null) continue;
            messages[meaning.language()]++;
            int from = meaning.language() * Meanings.EACH;
            for (int gram : own[i]) {
                uses[meaning.language()][gram]++;
                for (int d = 0; d < Meanings.EACH; d++) sums[gram][from + d] += meaning.values()[d];
            }
        }
        for (int gram = 0; gram < grams; gram++) {
            boolean shared = isShared(gram, uses);
            for (int d = 0; d < dimensions; d++) {
                int used = shared ? messages[d / Meanings.EACH] : uses[d / Meanings.EACH][gram];
                double rarity = Math.log(messages[d / Meanings.EACH] / (used + 1.0));
                sums[gram][d] *= (float) (Math.sqrt(Math.max(0, rarity)) / (used + NOTHING));
            }
        }
        return new GramMeanings(sums, dimensions);
    }

    /// A concept stands for words of every language, and is learnt from all of them: what it means in one would speak
    /// over the others.
    private static boolean isShared(int gram, int[][] uses) {
        int languages = 0;
        for (int[] used : uses) if (used[gram] > 0) languages++;
        return languages > 1;
    }

    int dimensions() {
        return dimensions;
    }

    /// Adds what a gram means, so many times over.
    void add(int gram, double times, double[] sum) {
        float[] meaning = ofGram[gram];
        for (int d = 0; d < dimensions; d++) sum[d] += times * meaning[d];
    }

    /// How much of a direction is in what a gram means.
    double along(int gram, double[] direction) {
        double sum = 0;
        for (int d = 0; d < dimensions; d++) sum += ofGram[gram][d] * direction[d];
        return sum;
    }

    float[] of(int gram) {
        return ofGram[gram];
    }
}
