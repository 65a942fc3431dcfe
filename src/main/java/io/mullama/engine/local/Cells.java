package io.mullama.engine.local;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * Counts the cells of a KV cache: which sequence holds how many, and which of them are shared. Its numbers are not
 * llama.cpp's own, but there are as many. Not thread-safe.
 */
final class Cells {
    private final int capacity;
    private final int[][] ids;
    private final int[] lengths;
    private final Deque<Integer> released = new ArrayDeque<>();
    private int[] holders = new int[256];
    private int everUsed;
    private int used;

    Cells(int capacity, int sequences) {
        this.capacity = capacity;
        this.ids = new int[sequences][0];
        this.lengths = new int[sequences];
    }

    int capacity() {
        return capacity;
    }

    int free() {
        return capacity - used;
    }

    int length(int sequence) {
        return lengths[sequence];
    }

    /** Takes new cells for the end of a sequence. */
    void append(int sequence, int count) {
        if (count > free()) {
            throw new IllegalStateException("no room for " + count + " cells, " + free() + " are free");
        }
        for (int i = 0; i < count; i++) {
            add(sequence, unused());
            used++;
        }
    }

    /** Gives back the cells of a sequence from a place on. */
    void truncate(int sequence, int length) {
        for (int i = length; i < lengths[sequence]; i++) {
            int id = ids[sequence][i];
            if (--holders[id] == 0) {
                released.push(id);
                used--;
            }
        }
        lengths[sequence] = Math.min(lengths[sequence], length);
    }

    /** Lets an empty sequence hold the first cells of another one. */
    void share(int from, int to, int length) {
        for (int i = 0; i < length; i++) {
            add(to, ids[from][i]);
        }
    }

    /** How many cells would be free if every sequence were cut to a length of its own. */
    int freeWith(int[] lengthsThen) {
        int[] left = Arrays.copyOf(holders, everUsed);
        for (int sequence = 0; sequence < lengths.length; sequence++) {
            for (int i = lengthsThen[sequence]; i < lengths[sequence]; i++) {
                left[ids[sequence][i]]--;
            }
        }
        return capacity - (int) IntStream.of(left).filter(count -> count > 0).count();
    }

    private int unused() {
        if (!released.isEmpty()) {
            return released.pop();
        }
        if (everUsed == holders.length) {
            holders = Arrays.copyOf(holders, everUsed * 2);
        }
        return everUsed++;
    }

    private void add(int sequence, int id) {
        if (lengths[sequence] == ids[sequence].length) {
            ids[sequence] = Arrays.copyOf(ids[sequence], Math.max(256, lengths[sequence] * 2));
        }
        ids[sequence][lengths[sequence]++] = id;
        holders[id]++;
    }
}
