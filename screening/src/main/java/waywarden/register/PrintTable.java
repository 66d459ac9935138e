package waywarden.register;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Keyed values and which entry each belongs to, as they lie in a register file: read in place, six bytes
/// a row.
///
/// The first bits of a value choose a bucket, its next 24 stand in the row, and the row's other half is
/// the entry's number masked by 24 further bits of the hash: who has the file alone sees noise, and even
/// who has the key reads the number only of a gram he already knows. Random rows (decoys) look the same.
///
/// With n rows and e entries a value that is in no row is taken for one with probability about
/// 8 / 2^24 * e / 2^24: for 20 million rows of 5,000 entries once in seven billion grams.
final class PrintTable {

    /// A row's entries beyond this many for one value are left out: so common a passage tells little.
    static final int MOST_OWNERS = 4;

    private static final int ROW = 6;
    private static final int HALF = 24;
    private static final int MASK = (1 << HALF) - 1;

    private static final int BEGINNING = 5;

    /// More entries than this cannot be told apart.
    static final int MOST_ENTRIES = MASK;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int bits;
    private final int starts;
    private final int rows;
    private final int count;

    /// For each bucket a bit for each beginning of five bits that a remainder in it has: most values that are
    /// in no row are told from it alone, without a look at a row that is far away in memory.
    private final int[] beginnings;

    private PrintTable(byte[] bytes, int bits, int starts, int count) {
        this.bytes = bytes;
        this.bits = bits;
        this.starts = starts;
        this.rows = starts + ((1 << bits) + 1) * 4;
        this.count = count;
        this.beginnings = new int[1 << bits];
    }

    /// The table that begins at `offset`; null where what lies there cannot be one.
    static @Nullable PrintTable at(byte[] bytes, int offset, int end) {
        if (end - offset < 8) return null;
        int bits = (int) INT.get(bytes, offset);
        int count = (int) INT.get(bytes, offset + 4);
        if (bits < 0 || bits > 24 || count < 0) return null;
        long size = 8 + ((1L << bits) + 1) * 4 + (long) count * ROW;
        if (offset + size > end) return null;
        PrintTable table = new PrintTable(bytes, bits, offset + 8, count);
        return table.isOrdered() ? table : null;
    }

    /// Looked at once, so that no look-up can leave the table.
    private boolean isOrdered() {
        int row = 0;
        if ((int) INT.get(bytes, starts) != 0) return false;
        for (int bucket = 0; bucket < 1 << bits; bucket++) {
            int end = (int) INT.get(bytes, starts + bucket * 4 + 4);
            if (end < row || end > count) return false;
            int beginning = 0;
            for (; row < end; row++) {
                beginning |= 1 << (((int) INT.get(bytes, rows + row * ROW) & MASK) >>> (HALF - BEGINNING));
            }
            beginnings[bucket] = beginning;
        }
        return row == count;
    }

    /// Whether a row may have this value; almost always false where none has.
    boolean mayHold(long place) {
        int bucket = bits == 0 ? 0 : (int) (place >>> (64 - bits));
        return (beginnings[bucket] >>> (int) (place >>> (64 - BEGINNING - bits) & (1 << BEGINNING) - 1) & 1) != 0;
    }

    /// Offset of the first byte after the table.
    int end() {
        return rows + count * ROW;
    }

    /// How many rows.
    int count() {
        return count;
    }

    /// The first row with this value; -1 where none has it.
    int find(long place) {
        if (!mayHold(place)) return -1;
        int bucket = bits == 0 ? 0 : (int) (place >>> (64 - bits));
        int wanted = remainder(place, bits);
        int end = (int) INT.get(bytes, starts + bucket * 4 + 4);
        for (int row = (int) INT.get(bytes, starts + bucket * 4); row < end; row++) {
            if (((int) INT.get(bytes, rows + row * ROW) & MASK) == wanted) return row;
        }
        return -1;
    }

    /// The next row with the same value; -1 where there is none.
    int next(int row, long place) {
        int bucket = bits == 0 ? 0 : (int) (place >>> (64 - bits));
        int end = (int) INT.get(bytes, starts + bucket * 4 + 4);
        if (row + 1 >= end) return -1;
        return ((int) INT.get(bytes, rows + (row + 1) * ROW) & MASK) == remainder(place, bits) ? row + 1 : -1;
    }

    private static int remainder(long place, int bits) {
        return (int) (place >>> (64 - HALF - bits)) & MASK;
    }

    /// Which entry a row belongs to: its number, or any number where the row is a decoy or came up by
    /// chance.
    int owner(int row, int mask) {
        // The last three bytes of the row, read as the upper ones of four.
        return ((int) INT.get(bytes, rows + row * ROW + 2) >>> 8) ^ (mask & MASK);
    }

    /// Rows as they are gathered.
    static final class Rows {
        private long[] places = new long[1 << 10];
        private int[] owners = new int[1 << 10];
        private int count;

        void add(long place, int maskedOwner) {
            if (count == places.length) {
                places = Arrays.copyOf(places, count + (count >> 1));
                owners = Arrays.copyOf(owners, count + (count >> 1));
            }
            places[count] = place;
            owners[count] = maskedOwner;
            count++;
        }

        int count() {
            return count;
        }

        /// The table's bytes: rows in order of their values, each row once.
        byte[] table() {
            int bits = Math.clamp(31 - Integer.numberOfLeadingZeros(Math.max(1, count / 8)), 0, 24);
            int[] starts = new int[(1 << bits) + 1];
            for (int i = 0; i < count; i++) starts[bucket(places[i], bits) + 1]++;
            for (int bucket = 0; bucket < 1 << bits; bucket++) starts[bucket + 1] += starts[bucket];
            int[] next = starts.clone();
            long[] sorted = new long[count];
            for (int i = 0; i < count; i++) {
                // The remainder above the owner, so that one sort orders both.
                long remainder = remainder(places[i], bits);
                sorted[next[bucket(places[i], bits)]++] = remainder << HALF | (owners[i] & MASK);
            }
            return written(bits, starts, sorted);
        }

        private static int bucket(long place, int bits) {
            return bits == 0 ? 0 : (int) (place >>> (64 - bits));
        }

        private static byte[] written(int bits, int[] starts, long[] sorted) {
            int kept = 0;
            int[] ends = new int[starts.length];
            for (int bucket = 0; bucket + 1 < starts.length; bucket++) {
                Arrays.sort(sorted, starts[bucket], starts[bucket + 1]);
                int same = 0;
                int first = kept;
                for (int i = starts[bucket]; i < starts[bucket + 1]; i++) {
                    boolean begins = kept == first || sorted[i] >>> HALF != sorted[kept - 1] >>> HALF;
                    if (!begins && sorted[i] == sorted[kept - 1]) continue;
                    same = begins ? 1 : same + 1;
                    if (same <= MOST_OWNERS) sorted[kept++] = sorted[i];
                }
                ends[bucket + 1] = kept;
            }
            ByteBuffer bytes = ByteBuffer.allocate(Math.addExact(8 + ends.length * 4, Math.multiplyExact(kept, ROW)))
                    .order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(bits).putInt(kept);
            for (int end : ends) bytes.putInt(end);
            for (int i = 0; i < kept; i++) {
                long row = sorted[i];
                bytes.putShort((short) (row >>> HALF)).put((byte) (row >>> (HALF + 16)));
                bytes.putShort((short) row).put((byte) (row >>> 16));
            }
            return bytes.array();
        }
    }
}
