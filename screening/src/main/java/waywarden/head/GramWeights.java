package waywarden.head;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.stream.IntStream;

/// For each gram known one weight a head, in eight bits. Laid out so that a look for a gram touches little memory, of
/// which most messages wait: a bit for each place where a gram may stand, small enough to stay near the processor;
/// the number of bits set before is the gram's row, and the row begins with the gram itself.
final class GramWeights {

    /// Places for each gram: the more, the fewer unknown grams are taken for known ones at first.
    private static final int PLACES = 16;

    private static final int IN_A_LONG = Long.BYTES;
    private static final long EVEN = 0x00FF00FF00FF00FFL;
    private static final long HALVES = 0x8080808080808080L;
    private static final int HALF = 128;

    /// Eight bits each, so many fit into the sixteen in which they are added.
    private static final int MOST_AT_ONCE = 256;

    private final int columns;
    /// Longs of a row: the gram, then eight weights in each, raised by [#HALF] so that none is negative.
    private final int stride;

    private final int shift;
    private final long[] taken;
    /// How many places are taken before each long of `taken`.
    private final int[] before;

    private final long[] rows;

    /// @param columns how many heads
    /// @param keys    hashes of the grams known, distinct
    /// @param weights for each gram one weight a head, in the order of keys, then heads
    GramWeights(int columns, int[] keys, byte[] weights) {
        this.columns = columns;
        this.stride = 1 + (columns + IN_A_LONG - 1) / IN_A_LONG;
        int all = Integer.highestOneBit(Math.max(8, keys.length)) * PLACES;
        this.shift = Integer.numberOfLeadingZeros(all) + 1;
        int[] order = ascending(keys);
        int[] places = new int[keys.length];
        int next = 0;
        for (int i = 0; i < order.length; i++) {
            places[i] = Math.max(home(keys[order[i]]), next);
            next = places[i] + 1;
        }
        // One place more, where every search ends.
        this.taken = new long[(Math.max(next, all) >>> 6) + 1];
        for (int place : places) taken[place >>> 6] |= 1L << place;
        this.before = new int[taken.length];
        for (int i = 1; i < before.length; i++) before[i] = before[i - 1] + Long.bitCount(taken[i - 1]);
        this.rows = rows(keys, order, weights);
    }

    /// The order of the keys by size, in which the build leaves them.
    private static int[] ascending(int[] keys) {
        for (int i = 1; i < keys.length; i++) {
            if (keys[i - 1] > keys[i]) {
                return IntStream.range(0, keys.length)
                        .boxed()
                        .sorted(Comparator.comparingInt(one -> keys[one]))
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
        }
        return IntStream.range(0, keys.length).toArray();
    }

    private long[] rows(int[] keys, int[] order, byte[] weights) {
        byte[] bytes = new byte[keys.length * stride * IN_A_LONG];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(weights, order[i] * columns, bytes, (i * stride + 1) * IN_A_LONG, columns);
        }
        long[] longs = new long[keys.length * stride];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(longs);
        for (int i = 0; i < longs.length; i++) longs[i] ^= HALVES;
        for (int i = 0; i < order.length; i++) longs[i * stride] = keys[order[i]];
        return longs;
    }

    /// Where a gram stands, or after it where others do: in ascending order, as hashes are spread evenly.
    private int home(int hash) {
        return (hash ^ Integer.MIN_VALUE) >>> shift;
    }

    /// A gram's row, as [#add] and [#weight] take it; below 0 where it is not known.
    int row(int hash) {
        int place = home(hash);
        long here = taken[place >>> 6];
        if ((here >>> place & 1) == 0) return -1;
        int row = (before[place >>> 6] + Long.bitCount(here & ((1L << place) - 1))) * stride;
        while ((int) rows[row] != hash) {
            place++;
            if ((taken[place >>> 6] >>> place & 1) == 0) return -1;
            row += stride;
        }
        return row;
    }

    int weight(int row, int column) {
        long eight = rows[row + 1 + column / IN_A_LONG];
        return (int) (eight >>> (column % IN_A_LONG * Byte.SIZE) & 0xFF) - HALF;
    }

    /// Sums for [#add]: a few more than there are heads.
    int[] zeros() {
        return new int[(stride - 1) * IN_A_LONG];
    }

    /// Adds all weights of these rows. Whole numbers, so that the order makes no difference.
    ///
    /// @param found rows, of which the first `count` are added
    void add(int[] found, int count, int[] sums) {
        for (int from = 0; from < count; from += MOST_AT_ONCE) {
            add(found, from, Math.min(count, from + MOST_AT_ONCE), sums);
        }
    }

    /// Eight heads at a time through all rows, so that the rows are asked of memory together and not one by one.
    private void add(int[] found, int from, int to, int[] sums) {
        int raised = HALF * (to - from);
        for (int column = 1; column < stride; column++) {
            long even = 0;
            long odd = 0;
            for (int i = from; i < to; i++) {
                long eight = rows[found[i] + column];
                even += eight & EVEN;
                odd += eight >>> Byte.SIZE & EVEN;
            }
            int at = (column - 1) * IN_A_LONG;
            for (int i = 0; i < IN_A_LONG; i += 2) {
                sums[at + i] += (int) (even & 0xFFFF) - raised;
                sums[at + i + 1] += (int) (odd & 0xFFFF) - raised;
                even >>>= Short.SIZE;
                odd >>>= Short.SIZE;
            }
        }
    }

    /// In ascending order.
    int[] keys() {
        int[] keys = new int[rows.length / stride];
        for (int i = 0; i < keys.length; i++) keys[i] = (int) rows[i * stride];
        return keys;
    }

    /// In the order of [#keys].
    byte[] weights() {
        int count = rows.length / stride;
        byte[] weights = new byte[count * columns];
        for (int i = 0; i < count; i++) {
            for (int column = 0; column < columns; column++) {
                weights[i * columns + column] = (byte) weight(i * stride, column);
            }
        }
        return weights;
    }
}
