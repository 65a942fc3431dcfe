package io.mullama.llama;

/**
 * How a context is made. Immutable.
 *
 * @param contextSize tokens that one sequence may hold
 * @param sequences how many there are, each with cells of its own
 * @param batchSize the most tokens in one call of decode
 * @param threads CPU threads to compute with
 */
public record ContextParameters(int contextSize, int sequences, int batchSize, int threads) {}
