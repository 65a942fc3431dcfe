package io.mullama.llama;

/**
 * How a context is made. Immutable.
 *
 * @param cells tokens that the KV cache holds in all
 * @param sequences how many there are
 * @param unified whether they draw on all cells together; else each has an equal part to itself
 * @param batchSize the most tokens in one call of decode
 * @param outputs the most tokens of one call whose logits are wanted
 */
public record ContextParameters(
        int cells, int sequences, boolean unified, int batchSize, int outputs, FlashAttention flashAttention) {}
