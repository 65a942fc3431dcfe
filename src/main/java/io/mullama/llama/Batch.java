package io.mullama.llama;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import io.mullama.llama.binding.llama_batch;

/** Tokens to compute in one call, each with its place in a sequence; reused from call to call. Not thread-safe. */
public final class Batch implements AutoCloseable {
    private final int capacity;
    private final Memory memory;
    private final long positions;
    private final long sequences;
    private final long sequencePointers;
    private final long outputs;
    private final llama_batch.ByValue struct;
    private int size;

    /** Room for that many tokens. */
    public Batch(int capacity) {
        this.capacity = capacity;
        long ints = 4L * capacity;
        this.positions = ints;
        long counts = 2 * ints;
        this.sequences = 3 * ints;
        this.sequencePointers = 4 * ints;
        this.outputs = sequencePointers + (long) Native.POINTER_SIZE * capacity;
        this.memory = LlamaLibrary.zeroed(outputs + capacity);
        for (int i = 0; i < capacity; i++) {
            memory.setInt(counts + 4L * i, 1);
            memory.setPointer(sequencePointers + (long) Native.POINTER_SIZE * i, memory.share(sequences + 4L * i));
        }
        this.struct = struct(counts);
    }

    private llama_batch.ByValue struct(long counts) {
        llama_batch.ByValue batch = new llama_batch.ByValue();
        batch.token = memory;
        batch.pos = memory.share(positions);
        batch.n_seq_id = memory.share(counts);
        batch.seq_id = memory.share(sequencePointers);
        batch.logits = memory.share(outputs);
        batch.write();
        // The pointers never change: from here on only n_tokens is written, straight to memory.
        batch.setAutoSynch(false);
        return batch;
    }

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    public int capacity() {
        return capacity;
    }

    /**
     * Adds a token.
     *
     * @param output whether the logits after it are wanted
     * @return its index, for sampling
     */
    public int add(int token, int position, int sequence, boolean output) {
        if (size == capacity) {
            throw new IllegalStateException("the batch is full");
        }
        long at = 4L * size;
        memory.setInt(at, token);
        memory.setInt(positions + at, position);
        memory.setInt(sequences + at, sequence);
        memory.setByte(outputs + size, (byte) (output ? 1 : 0));
        return size++;
    }

    llama_batch.ByValue struct() {
        struct.getPointer().setInt(0, size);
        return struct;
    }

    @Override
    public void close() {
        memory.close();
    }
}
