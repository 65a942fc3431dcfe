package io.mullama.llama;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.mullama.llama.binding.Llama;
import io.mullama.llama.binding.llama_context_params;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A KV cache and the means to compute with it. One thread owns it; {@link #abort()} alone may be called from any.
 */
public final class Context implements AutoCloseable {
    /** What a call of {@link #decode} came to. */
    public enum Outcome {
        COMPUTED,
        /** There is no room in the KV cache; nothing was computed. */
        NO_ROOM,
        /** {@link #abort()} ended it, after which part of the batch may be in the cache. */
        ABORTED
    }

    private final Handle handle;
    private final Model model;
    private final Pointer memory;
    private final Memory abortFlag;
    private @Nullable Threadpool threadpool;
    private float @Nullable [] logits;
    private @Nullable FloatBuffer logitsRow;
    private @Nullable Pointer logitsAt;
    private @Nullable Candidates candidates;

    private Context(Model model, Pointer pointer, Memory abortFlag) {
        this.handle = new Handle("the context", pointer);
        this.model = model;
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
        params.n_ctx = parameters.cells();
        params.kv_unified = (byte) (parameters.unified() ? 1 : 0);
        params.n_seq_max = parameters.sequences();
        params.n_batch = parameters.batchSize();
        params.n_ubatch = Math.min(parameters.batchSize(), params.n_ubatch);
        params.n_outputs_max = parameters.outputs();
        params.flash_attn_type = parameters.flashAttention().id();
        params.abort_callback = model.library().flagReader();
        params.abort_callback_data = abortFlag;
        model.library().log().forgetComplaints();
        Pointer pointer = Llama.llama_init_from_model(model.pointer(), params);
        if (pointer == null) {
            throw new LlamaException(
                    LlamaException.Kind.CONTEXT,
                    "no KV cache of %d cells can be made: %s"
                            .formatted(parameters.cells(), model.library().log().firstComplaint()),
                    "take a smaller context_size, parallel or kv_size");
        }
        model.adapters().applyTo(pointer);
        return new Context(model, pointer, abortFlag);
    }

    public Model model() {
        return model;
    }

    /**
     * Computes a batch with those threads, which nobody else may be using.
     *
     * @throws LlamaException if it failed
     */
    public Outcome decode(Batch batch, Threadpool threads) {
        if (threads != threadpool) {
            threads.attachTo(handle.get());
            threadpool = threads;
        }
        model.library().log().forgetComplaints();
        int result = Llama.llama_decode(handle.get(), batch.struct());
        // A GPU goes on after the call; what is timed here is the computing.
        Llama.llama_synchronize(handle.get());
        return switch (result) {
            case 0 -> Outcome.COMPUTED;
            case 1 -> Outcome.NO_ROOM;
            case 2 -> Outcome.ABORTED;
            default ->
                throw new LlamaException(
                        LlamaException.Kind.DECODE,
                        "decoding failed (" + result + "): "
                                + model.library().log().firstComplaint(),
                        "try again");
        };
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
     * @return false if this kind of memory cannot drop a part, or has not kept what the rest needs: a sliding window
     *     forgets what it has passed. Dropping all always works
     */
    public boolean truncate(int sequence, int from) {
        handle.get();
        boolean dropped = Llama.llama_memory_seq_rm(memory, sequence, from, -1) != 0;
        return dropped && (from == 0 || model.slidingWindow() == 0 || windowReaches(sequence, from));
    }

    private boolean windowReaches(int sequence, int from) {
        int first = Llama.llama_memory_seq_pos_min(memory, sequence);
        return first >= 0 && first <= Math.max(0, from - model.slidingWindow());
    }

    /** Lets a sequence share the first tokens of another one; only where all sequences use the same cells. */
    public void share(int from, int to, int length) {
        handle.get();
        Llama.llama_memory_seq_cp(memory, from, to, 0, length);
    }

    /** The bytes that {@link #save} takes. */
    public long stateSize(int sequence) {
        return Llama.llama_state_seq_get_size_ext(handle.get(), sequence, 0);
    }

    /** A copy of what the cache holds of a sequence; empty if there is no memory for it. */
    public Optional<SequenceState> save(int sequence) {
        long size = stateSize(sequence);
        Memory bytes;
        try {
            bytes = new Memory(size);
        } catch (OutOfMemoryError e) {
            return Optional.empty();
        }
        if (Llama.llama_state_seq_get_data_ext(handle.get(), bytes, size, sequence, 0) != size) {
            bytes.close();
            return Optional.empty();
        }
        return Optional.of(new SequenceState(bytes));
    }

    /**
     * Makes a sequence what it was when it was saved.
     *
     * @return false if the cache has no room for it; the sequence is empty then
     */
    public boolean restore(int sequence, SequenceState state) {
        model.library().log().expectErrors(true);
        try {
            Memory bytes = state.bytes();
            return Llama.llama_state_seq_set_data_ext(handle.get(), bytes, bytes.size(), sequence, 0) != 0;
        } finally {
            model.library().log().expectErrors(false);
        }
    }

    /**
     * The logits after the batch's token at that index, as the model has them.
     *
     * @return the context's own array, which the next call overwrites
     */
    public float[] logits(int batchIndex) {
        Pointer row = Llama.llama_get_logits_ith(handle.get(), batchIndex);
        if (logits == null) {
            logits = new float[model.vocab().size()];
        }
        row.read(0, logits, 0, logits.length);
        return logits;
    }

    /**
     * The token with the highest logit after the batch's token at that index, the first of several: what a chain of
     * nothing but {@link SamplerChain#addGreedy()} chooses, in a third of the time, for it makes no list of candidates.
     */
    public int likeliest(int batchIndex) {
        Pointer at = Llama.llama_get_logits_ith(handle.get(), batchIndex);
        FloatBuffer row = logitsRow;
        if (row == null || !at.equals(logitsAt)) {
            row = at.getByteBuffer(0, (long) Float.BYTES * model.vocab().size()).asFloatBuffer();
            logitsRow = row;
            logitsAt = at;
        }
        return highest(row);
    }

    private static int highest(FloatBuffer row) {
        int best = 0;
        float most = row.get(0);
        for (int i = 1; i < row.limit(); i++) {
            float each = row.get(i);
            if (each > most) {
                most = each;
                best = i;
            }
        }
        return best;
    }

    /** Room for every token of the vocabulary; the context's own, closed with it. */
    public Candidates candidates() {
        if (candidates == null) {
            candidates = new Candidates(model.vocab().size());
        }
        return candidates;
    }

    Pointer pointer() {
        return handle.get();
    }

    @Override
    public void close() {
        Pointer pointer = handle.take();
        if (pointer != null) {
            Llama.llama_free(pointer);
            abortFlag.close();
            if (candidates != null) {
                candidates.close();
            }
        }
    }
}
