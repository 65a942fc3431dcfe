package io.mullama.llama;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/**
 * Tokens that may come next, with their logits and, once samplers have been at them, probabilities: a
 * {@code llama_token_data_array}. Reused from token to token. Not thread-safe.
 */
public final class Candidates implements AutoCloseable {
    private static final int ENTRY_BYTES = 12;
    private static final int LOGIT = 4;
    private static final int PROBABILITY = 8;
    private static final int SIZE = Native.POINTER_SIZE;
    private static final int CHOSEN = SIZE + Native.SIZE_T_SIZE;
    private static final int SORTED = CHOSEN + Long.BYTES;

    private final Memory memory;
    private final ByteBuffer entries;
    private final Memory array;
    private int first;

    Candidates(int most) {
        this.memory = new Memory((long) ENTRY_BYTES * most);
        this.entries = memory.getByteBuffer(0, memory.size()).order(ByteOrder.nativeOrder());
        this.array = LlamaLibrary.zeroed(SORTED + Long.BYTES);
    }

    /** Takes all tokens. */
    public void fill(float[] logits) {
        for (int token = 0; token < logits.length; token++) {
            put(ENTRY_BYTES * token, token, logits[token]);
        }
        filled(logits.length);
    }

    /** Takes those tokens, at least one, and no others. */
    public void fill(float[] logits, BitSet tokens) {
        int count = 0;
        for (int token = tokens.nextSetBit(0); token >= 0; token = tokens.nextSetBit(token + 1)) {
            put(ENTRY_BYTES * count++, token, logits[token]);
        }
        filled(count);
    }

    private void put(int offset, int token, float logit) {
        entries.putInt(offset, token);
        entries.putFloat(offset + LOGIT, logit);
        entries.putFloat(offset + PROBABILITY, 0);
    }

    private void filled(int count) {
        array.setPointer(0, memory);
        array.setLong(SIZE, count);
        array.setLong(CHOSEN, -1);
        array.setByte(SORTED, (byte) 0);
    }

    /** How many the samplers have left. */
    public int size() {
        return (int) array.getLong(SIZE);
    }

    public int token(int index) {
        return entries.getInt(first + ENTRY_BYTES * index);
    }

    /** As the sampler that chose has it; 0 where a greedy one did. */
    public float probability(int index) {
        return entries.getFloat(first + ENTRY_BYTES * index + PROBABILITY);
    }

    /** The token that the samplers chose. */
    int chosen() {
        // They may drop candidates at the beginning by moving the pointer.
        first = (int) (Pointer.nativeValue(array.getPointer(0)) - Pointer.nativeValue(memory));
        return token((int) array.getLong(CHOSEN));
    }

    Pointer pointer() {
        return array;
    }

    @Override
    public void close() {
        memory.close();
        array.close();
    }
}
