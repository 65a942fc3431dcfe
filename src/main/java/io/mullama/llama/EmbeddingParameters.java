package io.mullama.llama;

/**
 * How a context for embeddings is made. Immutable.
 *
 * @param cells tokens that its memory holds, of all sequences together
 * @param batchSize the most tokens in one call, computed as one; every output costs the size of the vocabulary
 * @param sequences in one call at most
 */
public record EmbeddingParameters(
        Pooling pooling, int cells, int batchSize, int sequences, FlashAttention flashAttention) {}
