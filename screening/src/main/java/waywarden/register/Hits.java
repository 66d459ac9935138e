package waywarden.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import waywarden.register.Touch.Span;

/// Where in a text one entry's fingerprints were met.
final class Hits {

    /// Hits further apart than this many characters do not support each other.
    private static final int NEAR = 240;

    /// Spans closer than this many characters are shown as one.
    private static final int JOINED = 60;

    private int[] rows = new int[8];
    private int[] starts = new int[8];
    private int[] ends = new int[8];
    private int count;

    /// @param row tells fingerprints apart
    void add(int row, int start, int end) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        rows[count] = row;
        starts[count] = start;
        ends[count] = end;
        count++;
    }

    /// What is left of the hits when those that stand too much alone are gone.
    ///
    /// @param different how many fingerprints
    /// @param spans     where, in order, without overlap
    record Found(int different, List<Span> spans) {}

    /// @param enough different fingerprints that must stand near each other
    Found found(int enough) {
        List<Span> spans = new ArrayList<>();
        int[] kept = new int[count];
        int keptRows = 0;
        for (int from = 0; from < count; ) {
            int to = from + 1;
            while (to < count && starts[to] - ends[to - 1] <= NEAR) to++;
            if (different(rows, from, to) >= enough) {
                for (int i = from; i < to; i++) {
                    kept[keptRows++] = rows[i];
                    join(spans, starts[i], ends[i]);
                }
            }
            from = to;
        }
        return new Found(different(kept, 0, keptRows), spans);
    }

    private static int different(int[] rows, int from, int to) {
        int[] sorted = Arrays.copyOfRange(rows, from, to);
        Arrays.sort(sorted);
        int different = 0;
        for (int i = 0; i < sorted.length; i++) if (i == 0 || sorted[i] != sorted[i - 1]) different++;
        return different;
    }

    /// Parts of a text overlap, so a later hit may begin before an earlier one.
    private static void join(List<Span> spans, int start, int end) {
        while (!spans.isEmpty() && start <= spans.getLast().end() + JOINED) {
            Span last = spans.removeLast();
            start = Math.min(start, last.start());
            end = Math.max(end, last.end());
        }
        spans.add(new Span(start, end));
    }
}
