package waywarden.intake;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.packed.HeldList;

/// Puts elements in the order of their times, those of one time in the order they came: a merge sort of their numbers,
/// since a long chat has too many for an object each.
final class TimeOrder {

    private long[] seconds = new long[16];
    private int[] nanos = new int[16];
    private int size;

    /// @param time of the next element; null comes before every time
    void add(@Nullable Instant time) {
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, size * 2);
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        seconds[size] = time == null ? Long.MIN_VALUE : time.getEpochSecond();
        nanos[size++] = time == null ? 0 : time.getNano();
    }

    /// The same elements in the order of their times.
    <E> List<E> of(List<E> elements) {
        int[] order = order();
        return new HeldList<>() {
            @Override
            public E get(int index) {
                return elements.get(order[index]);
            }

            @Override
            public int size() {
                return order.length;
            }
        };
    }

    /// Numbers of the elements, the earliest first.
    int[] order() {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) order[i] = i;
        sort(order, new int[size], 0, size);
        return order;
    }

    private void sort(int[] order, int[] spare, int from, int to) {
        if (to - from < 2) return;
        int middle = (from + to) >>> 1;
        sort(order, spare, from, middle);
        sort(order, spare, middle, to);
        if (!isAfter(order[middle - 1], order[middle])) return;
        System.arraycopy(order, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        for (int at = from; left < middle; at++) {
            boolean takeRight = right < to && isAfter(spare[left], order[right]);
            order[at] = takeRight ? order[right++] : spare[left++];
        }
    }

    private boolean isAfter(int one, int other) {
        int bySeconds = Long.compare(seconds[one], seconds[other]);
        return bySeconds != 0 ? bySeconds > 0 : nanos[one] > nanos[other];
    }
}
