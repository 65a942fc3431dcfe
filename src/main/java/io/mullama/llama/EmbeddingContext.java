package io.mullama.llama;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.mullama.llama.binding.Llama;
import io.mullama.llama.binding.llama_context_params;
import org.jspecify.annotations.Nullable;

/**
 * A context that makes one vector of each sequence of a batch. One thread at a time; {@link #abort()} alone may be
 * called from any while the context is open.
 */
public final class EmbeddingContext implements AutoCloseable {
    private static final int ABORTED = 2;

    private final Handle handle;
    private final Model model;
    private final @Nullable Pointer memory;
    private final Memory abortFlag;
    private final boolean encodes;
    private final int vectorSize;

    private EmbeddingContext(Model model, Pointer pointer, EmbeddingParameters parameters, Memory abortFlag) {
        this.handle = new Handle("the embedding context", pointer);
        this.model = model;
        this.memory = Llama.llama_get_memory(pointer);
        this.abortFlag = abortFlag;
        this.encodes = model.traits().encoder();
        this.vectorSize = parameters.pooling() == Pooling.RANK
                ? Llama.llama_model_n_cls_out(model.pointer())
                : model.embeddingSize();
    }

    /**
     * Takes the memory that a batch needs.
     *
     * @throws LlamaException if there is not enough
     */
    public static EmbeddingContext create(Model model, EmbeddingParameters parameters) {
        // Two bytes: the second stays 0 and ends the "string" whose length the flag reader takes.
        Memory abortFlag = LlamaLibrary.zeroed(2);
        llama_context_params.ByValue params = Llama.llama_context_default_params();
        params.n_ctx = parameters.cells();
        params.n_batch = parameters.batchSize();
        // A pooling sees the tokens of one micro-batch alone.
        params.n_ubatch = parameters.batchSize();
        params.n_seq_max = parameters.sequences();
        params.pooling_type = parameters.pooling().id();
        params.embeddings = 1;
        params.kv_unified = 1;
        params.flash_attn_type = parameters.flashAttention().id();
        params.abort_callback = model.library().flagReader();
        params.abort_callback_data = abortFlag;
        Pointer pointer = initialised(model, params);
        if (pointer == null) {
            throw new LlamaException(
                    LlamaException.Kind.CONTEXT,
                    "no context for embeddings of %d tokens can be made: %s"
                            .formatted(
                                    parameters.batchSize(),
                                    model.library().log().firstComplaint()),
                    "free memory, or send shorter inputs");
        }
        model.adapters().applyTo(pointer);
        return new EmbeddingContext(model, pointer, parameters, abortFlag);
    }

    /** It warns of what is meant: a pooling other than the model's, and batches longer than a sequence may be. */
    private static @Nullable Pointer initialised(Model model, llama_context_params.ByValue params) {
        model.library().log().forgetComplaints();
        model.library().log().expectErrors(true);
        try {
            return Llama.llama_init_from_model(model.pointer(), params);
        } finally {
            model.library().log().expectErrors(false);
        }
    }

    /**
     * Whether tokens of an earlier batch are seen by those of a later one, until {@link #forget()}; where not, a text
     * has to be in one batch as a whole.
     */
    public boolean remembers() {
        return memory != null && !encodes;
    }

    /** Forgets the tokens of all batches so far. */
    public void forget() {
        handle.get();
        if (memory != null) {
            Llama.llama_memory_clear(memory, (byte) 0);
        }
    }

    /**
     * Computes a batch, every token of which is an output, with those threads, which nobody else may be using.
     *
     * @return false if {@link #abort()} ended it
     * @throws LlamaException if it failed
     */
    public boolean compute(Batch batch, Threadpool threads) {
        threads.attachTo(handle.get());
        model.library().log().forgetComplaints();
        int result = encodes
                ? Llama.llama_encode(handle.get(), batch.struct())
                : Llama.llama_decode(handle.get(), batch.struct());
        if (result != 0 && result != ABORTED) {
            throw new LlamaException(
                    LlamaException.Kind.DECODE,
                    "computing embeddings failed (" + result + "): "
                            + model.library().log().firstComplaint(),
                    "try again with fewer or shorter inputs");
        }
        return result == 0;
    }

    /** What the pooling made of a sequence's tokens in the latest batch: a vector, or the outputs of a classifier. */
    public float[] pooled(int sequence) {
        Pointer vector = Llama.llama_get_embeddings_seq(handle.get(), sequence);
        if (vector == null) {
            throw new LlamaException(
                    LlamaException.Kind.DECODE, "the model gave no embedding", "name an embedding model");
        }
        return vector.getFloatArray(0, vectorSize);
    }

    /** Makes the computation that is under way return early, and every one after it. */
    public void abort() {
        model.library().log().expectErrors(true);
        abortFlag.setByte(0, (byte) 1);
    }

    @Override
    public void close() {
        Pointer pointer = handle.take();
        if (pointer != null) {
            model.library().log().expectErrors(false);
            Llama.llama_free(pointer);
            abortFlag.close();
        }
    }
}
