package waywarden.head;

import java.util.Arrays;
import waywarden.indicator.NormalText;

/// The grams of one message by itself, distinct, and where each of them stands.
final class OwnGrams implements Grams.Sink {

    private static final int USUAL = 64;
    private static final int USUAL_CONCEPTS = 8;

    /// So many whole numbers tell of one occurrence.
    private static final int PARTS = 3;

    private final Distinct grams = new Distinct(USUAL);
    private final Distinct concepts = new Distinct(USUAL_CONCEPTS);
    private int[] places = new int[USUAL * PARTS];
    private int count;

    private OwnGrams() {}

    static OwnGrams of(NormalText text) {
        OwnGrams own = new OwnGrams();
        Grams.of(text, own);
        return own;
    }

    @Override
    public void gram(int hash, int start, int end) {
        int at = count++ * PARTS;
        if (at == places.length) places = Arrays.copyOf(places, at * 2);
        places[at] = grams.add(hash);
        places[at + 1] = start;
        places[at + 2] = end;
    }

    @Override
    public void concept(int hash) {
        concepts.add(hash);
    }

    /// Each once, in the order of their first occurrence.
    Distinct grams() {
        return grams;
    }

    /// The concepts, distinct, in order.
    int[] concepts() {
        return concepts.values();
    }

    /// How often grams occur, repeated ones too.
    int occurrences() {
        return count;
    }

    /// The place of an occurrence's gram among the distinct ones.
    int gram(int occurrence) {
        return places[occurrence * PARTS];
    }

    /// Its first character in the folded text.
    int start(int occurrence) {
        return places[occurrence * PARTS + 1];
    }

    /// After its last.
    int end(int occurrence) {
        return places[occurrence * PARTS + 2];
    }
}
