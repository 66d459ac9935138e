package waywarden.packed;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Elements in runs of bytes; the run last read is at hand for as long as nothing else needs its memory.
final class PackedList<E> extends HeldList<E> {

    private final Pack pack;
    private final Packing<E> packing;
    private final int[] firsts;
    private final int[] lengths;
    private final long[] places;
    private final int size;
    private volatile WeakReference<@Nullable Run<E>> atHand = new WeakReference<>(null);

    private record Run<E>(int first, List<E> elements) {}

    /// @param firsts  number of each run's first element
    /// @param lengths of each run, in bytes
    /// @param places  of each run in the pack
    PackedList(Pack pack, Packing<E> packing, int[] firsts, int[] lengths, long[] places, int size) {
        this.pack = pack;
        this.packing = packing;
        this.firsts = firsts;
        this.lengths = lengths;
        this.places = places;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public E get(int index) {
        Objects.checkIndex(index, size);
        Run<E> run = atHand.get();
        if (run == null || index < run.first || index >= run.first + run.elements.size()) {
            run = read(index);
            atHand = new WeakReference<>(run);
        }
        return run.elements.get(index - run.first);
    }

    private Run<E> read(int index) {
        int found = Arrays.binarySearch(firsts, index);
        int number = found >= 0 ? found : -found - 2;
        int first = firsts[number];
        int after = number + 1 < firsts.length ? firsts[number + 1] : size;
        PackReader in = new PackReader(pack.get(places[number], lengths[number]));
        List<E> elements = new ArrayList<>(after - first);
        for (int i = first; i < after; i++) elements.add(packing.read(in));
        return new Run<>(first, elements);
    }
}
