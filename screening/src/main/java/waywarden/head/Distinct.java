package waywarden.head;

import java.util.Arrays;

/// A set of hashes that keeps their order.
final class Distinct {

    private int[] order;
    /// Open-addressed: one more than a hash's place in the order; 0 where free.
    private int[] table;
    private int size;

    /// @param expected about how many there will be
    Distinct(int expected) {
        order = new int[expected];
        table = new int[Integer.highestOneBit(Math.max(1, expected)) * 4];
    }

    /// @return its place in the order, be it new or known
    int add(int hash) {
        int value = kept(hash);
        int slot = slot(value);
        if (table[slot] != 0) return table[slot] - 1;
        if (size == order.length) order = Arrays.copyOf(order, size * 2);
        order[size++] = value;
        table[slot] = size;
        if (size * 2 > table.length) grow();
        return size - 1;
    }

    boolean has(int hash) {
        return table[slot(kept(hash))] != 0;
    }

    int size() {
        return size;
    }

    /// The hash at a place in the order.
    int get(int place) {
        return order[place];
    }

    int[] values() {
        return Arrays.copyOf(order, size);
    }

    /// How a hash is kept: never 0.
    static int kept(int hash) {
        return hash == 0 ? 1 : hash;
    }

    private int slot(int value) {
        int mask = table.length - 1;
        int slot = ((value * 0x85EBCA6B) >>> 5) & mask;
        while (table[slot] != 0 && order[table[slot] - 1] != value) slot = (slot + 1) & mask;
        return slot;
    }

    private void grow() {
        table = new int[table.length * 2];
        for (int i = 0; i < size; i++) table[slot(order[i])] = i + 1;
    }
}
