package waywarden.evaluation;

/// Values at some columns, in ascending order of column; all others are 0.
final class SparseVector {

    private final int[] columns;
    private final double[] values;

    SparseVector(int[] columns, double[] values) {
        if (columns.length != values.length) throw new IllegalArgumentException("one value a column");
        this.columns = columns.clone();
        this.values = values.clone();
    }

    static SparseVector dense(double... values) {
        int[] columns = new int[values.length];
        for (int i = 0; i < columns.length; i++) columns[i] = i;
        return new SparseVector(columns, values);
    }

    int size() {
        return columns.length;
    }

    int column(int i) {
        return columns[i];
    }

    double value(int i) {
        return values[i];
    }

    double dot(double[] weights) {
        double sum = 0;
        for (int i = 0; i < columns.length; i++) sum += values[i] * weights[columns[i]];
        return sum;
    }

    void addTo(double[] target, double factor) {
        for (int i = 0; i < columns.length; i++) target[columns[i]] += factor * values[i];
    }
}
