package io.mullama.engine.local;

/**
 * A slot's part of a batch. Immutable.
 *
 * @param count of the next tokens of its task
 */
record Chunk(Slot slot, int count) {

    /** Whether the logits after its last token are wanted: they choose the next token of the answer. */
    boolean hasOutput() {
        return count == slot.remaining();
    }
}
