package io.mullama.engine.local;

/**
 * A slot's part of a batch. Immutable.
 *
 * @param count of the next tokens of its task
 * @param guess tokens that may follow them, to be checked; not changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // made for every step; nobody compares chunks
record Chunk(Slot slot, int count, int[] guess) {
    private static final int[] NO_GUESS = {};

    Chunk(Slot slot, int count) {
        this(slot, count, NO_GUESS);
    }

    /** Tokens in the batch. */
    int size() {
        return count + guess.length;
    }

    /** Whether the logits after its last token are wanted: they choose the next token of the answer. */
    boolean hasOutput() {
        return count == slot.remaining();
    }
}
