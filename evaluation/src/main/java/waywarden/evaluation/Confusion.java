package waywarden.evaluation;

/// Counts of truth against reading for a few classes, and what is computed from them.
/// Sources: van Rijsbergen, Information Retrieval, 1979 (F1); macro F1 as the mean of the classes' F1
/// (Opitz and Burst, arXiv 1911.03347, the first of the two forms), over the classes that occur at all.
final class Confusion {

    private final long[][] counts;

    Confusion(int classes) {
        counts = new long[classes][classes];
    }

    void add(int truth, int read) {
        counts[truth][read]++;
    }

    boolean isEmpty() {
        return total() == 0;
    }

    /// 2TP / (2TP + FP + FN); NaN where the class is neither in the truth nor in the readings.
    double f1(int ofClass) {
        long truePositives = counts[ofClass][ofClass];
        long inTruth = 0;
        long inReadings = 0;
        for (int other = 0; other < counts.length; other++) {
            inTruth += counts[ofClass][other];
            inReadings += counts[other][ofClass];
        }
        return inTruth + inReadings == 0 ? Double.NaN : 2.0 * truePositives / (inTruth + inReadings);
    }

    double macroF1() {
        double sum = 0;
        int classes = 0;
        for (int c = 0; c < counts.length; c++) {
            double f1 = f1(c);
            if (Double.isNaN(f1)) continue;
            sum += f1;
            classes++;
        }
        return classes == 0 ? Double.NaN : sum / classes;
    }

    double accuracy() {
        long right = 0;
        for (int c = 0; c < counts.length; c++) right += counts[c][c];
        return isEmpty() ? Double.NaN : (double) right / total();
    }

    private long total() {
        long total = 0;
        for (long[] row : counts) for (long count : row) total += count;
        return total;
    }
}
