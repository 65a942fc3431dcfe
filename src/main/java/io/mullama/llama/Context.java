package io.mullama.llama;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.mullama.llama.binding.Llama;
import io.mullama.llama.binding.llama_context_params;

/**
 * A KV cache and the means to compute with it. One thread owns it; {@link #abort()} alone may be called from any.
 */
public final class Context implements AutoCloseable {
    private static final int ABORTED = 2;

    private final Handle handle;
    private final Model model;
    private final Threadpool threadpool;
    private final Pointer memory;
    private final Memory abortFlag;

    private Context(Model model, Pointer pointer, Threadpool threadpool, Memory abortFlag) {
        this.handle = new Handle("the context", pointer);
        this.model = model;
        this.threadpool = threadpool;
        this.memory = Llama.llama_get_memory(pointer);
        this.abortFlag = abortFlag;
    }

    /**
     * Takes the memory that the sequences need.
     *
     * @throws LlamaException if there is not enough
     */
    public static Context create(Model model, ContextParameters parameters) {
        // Two bytes: the second stays 0 and ends the "string" whose length the flag reader takes.
        Memory abortFlag = LlamaLibrary.zeroed(2);
        llama_context_params.ByValue params = Llama.llama_context_default_params();
        params.n_ctx = Math.multiplyExact(parameters.contextSize(), parameters.sequences());
        params.n_seq_max = parameters.sequences();
        params.n_batch = parameters.batchSize();
        params.n_ubatch = Math.min(parameters.batchSize(), params.n_ubatch);
        params.n_threads = parameters.threads();
        params.n_threads_batch = parameters.threads();
        params.abort_callback = model.library().flagReader();
        params.abort_callback_data = abortFlag;
        model.library().log().forgetComplaints();
        Pointer pointer = Llama.llama_init_from_model(model.pointer(), params);
        if (pointer == null) {
            throw new LlamaException(
                    LlamaException.Kind.CONTEXT,
                    "no context of %d x %d tokens can be made: %s"
                            .formatted(
                                    parameters.sequences(),
                                    parameters.contextSize(),
                                    model.library().log().firstComplaint()),
                    "take a smaller context_size or parallel");
        }
        return new Context(model, pointer, attachThreads(pointer, parameters.threads()), abortFlag);
    }

    private static Threadpool attachThreads(Pointer context, int threads) {
        try {
            Threadpool threadpool = Threadpool.create(threads);
            Llama.llama_attach_threadpool(context, threadpool.pointer(), threadpool.pointer());
            return threadpool;
        } catch (RuntimeException | Error e) {
            Llama.llama_free(context);
            throw e;
        }
    }

    public Model model() {
        return model;
    }

    /**
     * Computes a batch.
     *
     * @return false if {@link #abort()} ended it, after which part of the batch may be in the cache
     * @throws LlamaException if it failed
     */
    public boolean decode(Batch batch) {
        model.library().log().forgetComplaints();
        int result = Llama.llama_decode(handle.get(), batch.struct());
        if (result == ABORTED) {
            return false;
        }
        if (result != 0) {
            String reason = result == 1
                    ? "the KV cache has no room for the batch"
                    : model.library().log().firstComplaint();
            throw new LlamaException(
                    LlamaException.Kind.DECODE, "decoding failed (" + result + "): " + reason, "try again");
        }
        return true;
    }

    /** Makes the decode that is under way return early, and every one until {@link #clearAbort()}. */
    public void abort() {
        model.library().log().expectErrors(true);
        abortFlag.setByte(0, (byte) 1);
    }

    public void clearAbort() {
        model.library().log().expectErrors(false);
        abortFlag.setByte(0, (byte) 0);
    }

    /**
     * Drops a sequence's tokens from a position on.
     *
     * @return false if this kind of memory cannot drop a part, and nothing was dropped
     */
    public boolean truncate(int sequence, int from) {
        handle.get();
        return Llama.llama_memory_seq_rm(memory, sequence, from, -1) != 0;
    }

    Pointer pointer() {
        return handle.get();
    }

    @Override
    public void close() {
        Pointer pointer = handle.take();
        if (pointer != null) {
            Llama.llama_detach_threadpool(pointer);
            Llama.llama_free(pointer);
            threadpool.close();
            abortFlag.close();
        }
    }
}
