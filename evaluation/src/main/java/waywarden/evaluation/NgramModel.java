package waywarden.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Logistic regression on n-grams weighed by TF-IDF: (1 + ln tf) · (1 + ln((1 + N)/(1 + df))), set to length 1.
/// Source: Manning, Raghavan and Schütze, Introduction to Information Retrieval, section 6.4.1.
final class NgramModel {

    /// A gram of one document alone says nothing of others.
    private static final int LEAST_DOCUMENTS = 2;

    private final Map<Long, Integer> columnOf;
    private final double[] rarity;
    private final LogisticRegression regression;

    private NgramModel(Map<Long, Integer> columnOf, double[] rarity, LogisticRegression regression) {
        this.columnOf = columnOf;
        this.rarity = rarity;
        this.regression = regression;
    }

    /// @param documents the grams of each, as `Ngrams` gives them
    /// @param c         as in `LogisticRegression`
    static NgramModel fit(List<long[]> documents, boolean[] positive, double c) {
        Map<Long, Integer> columnOf = new HashMap<>();
        double[] rarity = countDocuments(documents, columnOf);
        List<SparseVector> rows = new ArrayList<>();
        for (long[] document : documents) rows.add(vector(document, columnOf, rarity));
        return new NgramModel(columnOf, rarity, LogisticRegression.fit(rows, positive, rarity.length, c, true));
    }

    /// Gives each gram a column, in the order in which documents first hold it.
    private static double[] countDocuments(List<long[]> documents, Map<Long, Integer> columnOf) {
        Map<Long, Integer> documentsWith = new HashMap<>();
        for (long[] document : documents) {
            for (long gram : Arrays.stream(document).distinct().toArray()) documentsWith.merge(gram, 1, Integer::sum);
        }
        double[] rarity = new double[documentsWith.size()];
        for (long[] document : documents) {
            for (long gram : document) {
                Integer with = documentsWith.get(gram);
                if (with == null || with < LEAST_DOCUMENTS || columnOf.containsKey(gram)) continue;
                rarity[columnOf.size()] = 1 + Math.log((1.0 + documents.size()) / (1.0 + with));
                columnOf.put(gram, columnOf.size());
            }
        }
        return Arrays.copyOf(rarity, columnOf.size());
    }

    private static SparseVector vector(long[] document, Map<Long, Integer> columnOf, double[] rarity) {
        int[] columns = Arrays.stream(document)
                .mapToObj(columnOf::get)
                .filter(column -> column != null)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        int[] distinct = Arrays.stream(columns).distinct().toArray();
        double[] values = new double[distinct.length];
        double squares = 0;
        int at = 0;
        for (int i = 0; i < distinct.length; i++) {
            int count = 0;
            for (; at < columns.length && columns[at] == distinct[i]; at++) count++;
            values[i] = (1 + Math.log(count)) * rarity[distinct[i]];
            squares += values[i] * values[i];
        }
        for (int i = 0; i < values.length; i++) values[i] /= Math.sqrt(squares);
        return new SparseVector(distinct, values);
    }

    double probability(long[] document) {
        return regression.probability(vector(document, columnOf, rarity));
    }

    /// A document that grows, scored at every stage for the cost of what is new.
    Growing growing() {
        return new Growing();
    }

    final class Growing {
        private final Map<Integer, int[]> counts = new HashMap<>();
        private double dot;
        private double squares;

        void add(long[] grams) {
            for (long gram : grams) {
                @Nullable Integer column = columnOf.get(gram);
                if (column == null) continue;
                int count = ++counts.computeIfAbsent(column, key -> new int[1])[0];
                double before = count == 1 ? 0 : (1 + Math.log(count - 1)) * rarity[column];
                double now = (1 + Math.log(count)) * rarity[column];
                dot += regression.weight(column) * (now - before);
                squares += now * now - before * before;
            }
        }

        double probability() {
            return LogisticRegression.sigmoid(regression.intercept() + (squares == 0 ? 0 : dot / Math.sqrt(squares)));
        }
    }
}
