package waywarden.packed;

import java.util.Arrays;
import java.util.List;

/// Packs the elements of one list as they come.
public final class Packer<E> {

    /// A run is read as a whole for any of its elements, so it is short; and long enough to cost little to find.
    private static final int RUN_BYTES = 1 << 13;

    private static final int RUN_ELEMENTS = 128;

    private final Pack pack;
    private final Packing<E> packing;
    private final PackWriter run = new PackWriter();
    private int[] firsts = new int[1];
    private int[] lengths = new int[1];
    private long[] places = new long[1];
    private int runs;
    private int inRun;
    private int size;

    public Packer(Pack pack, Packing<E> packing) {
        this.pack = pack;
        this.packing = packing;
    }

    public void add(E element) {
        packing.write(element, run);
        size++;
        inRun++;
        if (inRun == RUN_ELEMENTS || run.length() >= RUN_BYTES) flush();
    }

    /// So many have been added.
    public int size() {
        return size;
    }

    /// Ends a run, so that nothing of the list is left to be packed: for who fills many lists in turn.
    public void flush() {
        if (inRun == 0) return;
        if (runs == places.length) {
            firsts = Arrays.copyOf(firsts, runs * 2);
            lengths = Arrays.copyOf(lengths, runs * 2);
            places = Arrays.copyOf(places, runs * 2);
        }
        firsts[runs] = size - inRun;
        lengths[runs] = run.length();
        places[runs++] = pack.put(run.bytes());
        run.clear();
        inRun = 0;
    }

    /// All that were added, in their order.
    public List<E> list() {
        flush();
        return new PackedList<>(
                pack,
                packing,
                Arrays.copyOf(firsts, runs),
                Arrays.copyOf(lengths, runs),
                Arrays.copyOf(places, runs),
                size);
    }
}
