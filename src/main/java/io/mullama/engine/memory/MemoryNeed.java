package io.mullama.engine.memory;

/**
 * How much memory a model takes, estimated before it is loaded. Immutable.
 *
 * @param weights bytes; llama.cpp maps the file, but copies what it lays out anew for the CPU: all of it, as a rule
 * @param cache bytes of the KV cache, or of a recurrent model's states
 * @param computing bytes of the buffers for one batch, an upper bound
 * @param onGpu bytes of all these that lie in a GPU's own memory
 */
public record MemoryNeed(long weights, long cache, long computing, long onGpu) {
    /** llama.cpp keeps keys and values as {@code f16}. */
    private static final int CELL_ELEMENT = 2;

    private static final int FLOAT = 4;

    private static final long KIB = 1024;

    /** The same in each of llama.cpp's layers: input, residual, query and what comes of them. */
    private static final int EMBEDDINGS_AT_ONCE = 4;

    /** Gate, up projection, and what comes of them. */
    private static final int FEED_FORWARDS_AT_ONCE = 3;

    /**
     * What a model needs with that context.
     *
     * <p>The buffers are at their largest either where the logits are computed ({@code outputs x vocabulary} floats, and
     * as many beside the graph), or within a layer. llama.cpp reuses one for the other; their sum bounds what its
     * architectures do beside that.
     *
     * @param gpuLayers how many layers lie in a GPU's own memory, the output among them
     */
    public static MemoryNeed of(ModelShape model, ContextShape context, long gpuLayers) {
        long cells = Bytes.product(context.cells(), model.cell(), CELL_ELEMENT);
        long states = Bytes.product(context.sequences(), model.state(), FLOAT);
        long cache = Bytes.sum(cells, states);
        long layer = Bytes.sum(
                Bytes.product(EMBEDDINGS_AT_ONCE, model.embedding()),
                Bytes.product(FEED_FORWARDS_AT_ONCE, model.feedForward()));
        long logits = Bytes.product(2, context.outputs(), model.vocabulary(), FLOAT);
        long mask = Bytes.product(context.microBatch(), context.attended(), CELL_ELEMENT);
        long computing = Bytes.sum(Bytes.sum(logits, Bytes.product(context.microBatch(), layer, FLOAT)), mask);
        long all = model.layers() + 1;
        double share = (double) Math.min(gpuLayers, all) / all;
        return new MemoryNeed(model.weights(), cache, computing, (long) (share * Bytes.sum(model.weights(), cache)));
    }

    /**
     * What a model is likely to need of which no more is known than its size.
     *
     * <p>Layers and their width both grow with the number of parameters. 48 KiB a token for a model of a billion of them
     * is a little more than what most models take that share keys and values between heads: Llama 3 takes 32 KiB with
     * 1 billion, 128 KiB with 8, and 320 KiB with 70.
     *
     * @param weights bytes
     * @param parameters how many
     * @param cells tokens that the KV cache holds
     */
    public static MemoryNeed guessed(long weights, long parameters, long cells) {
        double width = Math.sqrt(parameters / 1e9);
        return new MemoryNeed(
                weights, Bytes.product(cells, (long) (KIB * 48 * width)), (long) (KIB * KIB * 64 * (1 + width)), 0);
    }

    public long total() {
        return Bytes.sum(Bytes.sum(weights, cache), computing);
    }

    /** Bytes of the machine's own memory. */
    public long onHost() {
        return total() - onGpu;
    }

    /** {@code 1.2 GB (weights 830 MB, KV cache 268 MB, computing 120 MB)}. */
    public String text() {
        return Bytes.text(onHost()) + " (weights " + Bytes.text(weights) + ", KV cache " + Bytes.text(cache)
                + ", computing " + Bytes.text(computing)
                + (onGpu > 0 ? ", less " + Bytes.text(onGpu) + " on the GPU)" : ")");
    }
}
