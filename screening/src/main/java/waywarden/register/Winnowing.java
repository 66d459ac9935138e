package waywarden.register;

/// Chooses which grams of a document to keep: in every window of `w` grams next to each other the one with
/// the smallest value; where several are equal the one chosen before, else the last, so that a letter
/// repeated for ever gives one gram a window and not every gram.
///
/// Any run of at least `w + k - 1` letters that two texts share gives both at least one gram in common,
/// and about 2 / (w + 1) of all grams are kept. Source: Schleimer, Wilkerson and Aiken, SIGMOD 2003.
final class Winnowing {

    private Winnowing() {}

    /// Takes the position of a gram that is kept.
    interface Kept {
        void at(int position);
    }

    /// @param values of all grams in order
    /// @param count  how many
    /// @param window grams in a window; a text with fewer gives one
    static void choose(long[] values, int count, int window, Kept kept) {
        if (count == 0) return;
        int smallest = -1;
        for (int end = Math.min(window, count) - 1; end < count; end++) {
            int begin = Math.max(0, end - window + 1);
            int before = smallest;
            if (smallest < begin) smallest = smallestOf(values, begin, end);
            else if (values[end] < values[smallest]) smallest = end;
            if (smallest != before) kept.at(smallest);
        }
    }

    private static int smallestOf(long[] values, int begin, int end) {
        int smallest = begin;
        for (int i = begin + 1; i <= end; i++) if (values[i] <= values[smallest]) smallest = i;
        return smallest;
    }
}
