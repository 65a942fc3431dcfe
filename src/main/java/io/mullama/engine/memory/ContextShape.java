package io.mullama.engine.memory;

/**
 * What of a context's parameters decides how much memory it takes. Immutable.
 *
 * @param cells of the KV cache, of all sequences together
 * @param attended the most cells that one token looks at
 * @param sequences how many there are
 * @param microBatch the most tokens that are computed together
 * @param outputs for how many of those the logits are computed together
 */
public record ContextShape(long cells, long attended, int sequences, int microBatch, int outputs) {}
