package io.mullama.engine.local;

/**
 * The size of a context for embeddings. Immutable.
 *
 * <p>llama.cpp keeps room for the logits of every token of a batch, though nobody asks for them: twice the vocabulary's
 * size in floats for a model that can generate (once in the graph, once beside it), once for one that cannot. So the
 * usual batch is as large as makes that 128 MiB.
 *
 * @param cells tokens that the memory holds
 * @param batchSize the most tokens computed at a time
 * @param sequences in one batch at most
 */
record EmbeddingCapacity(int cells, int batchSize, int sequences) {
    private static final long LOGITS_BYTES = 128L << 20;
    private static final int SMALLEST_BATCH = 64;
    private static final int LARGEST_BATCH = 512;

    /** {@code LLAMA_MAX_SEQ}. */
    private static final int MOST_SEQUENCES = 256;

    /**
     * The size that does for most inputs.
     *
     * @param logitCopies how often the logits of a batch are kept
     * @param manySequences whether more than one sequence in a batch gains anything
     */
    static EmbeddingCapacity usual(int vocabulary, int logitCopies, boolean manySequences) {
        long fitting = LOGITS_BYTES / (4L * vocabulary * logitCopies) / 32 * 32;
        int batch = (int) Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, fitting));
        return new EmbeddingCapacity(batch, batch, manySequences ? Math.min(batch, MOST_SEQUENCES) : 1);
    }

    /**
     * This size, made larger if an input of so many tokens needs it.
     *
     * @param inParts whether an input may be computed in several batches, so that only the memory has to hold it
     */
    EmbeddingCapacity holding(int tokens, boolean inParts) {
        if (tokens <= (inParts ? cells : batchSize)) {
            return this;
        }
        int larger = roundedUp(tokens);
        return new EmbeddingCapacity(larger, inParts ? batchSize : larger, sequences);
    }

    /** What the logits of a full batch take. */
    long logitsBytes(int vocabulary, int logitCopies) {
        return 4L * vocabulary * logitCopies * batchSize;
    }

    /** Whether whatever fits into the other fits into this one. */
    boolean holds(EmbeddingCapacity other) {
        return cells >= other.cells && batchSize >= other.batchSize;
    }

    /** In steps of an eighth or less, so that a few tokens more rarely need a new context. */
    private static int roundedUp(int tokens) {
        int step = Math.max(64, Integer.highestOneBit(tokens) / 8);
        return (tokens + step - 1) / step * step;
    }
}
