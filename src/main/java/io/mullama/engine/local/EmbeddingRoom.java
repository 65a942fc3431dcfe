package io.mullama.engine.local;

import io.mullama.llama.Batch;
import io.mullama.llama.EmbeddingContext;
import io.mullama.llama.EmbeddingParameters;
import io.mullama.llama.FlashAttention;
import io.mullama.llama.LlamaException;
import io.mullama.llama.Model;
import io.mullama.llama.Pooling;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import org.jspecify.annotations.Nullable;

/**
 * The context that embeddings are computed in: made when it is needed, and made anew when an input needs a larger one.
 * One thread at a time; {@link #stop()} alone may be called from any.
 */
final class EmbeddingRoom {
    private final Model model;
    private final Pooling pooling;
    private final FlashAttention flashAttention;
    /** For {@link #stop()}, which must not meet a context that is being freed. */
    private final Object swap = new Object();

    private @Nullable Room room;
    private boolean stopped;

    /** A context and the batch that fills it. */
    record Room(EmbeddingCapacity capacity, EmbeddingContext context, Batch batch) {
        void close() {
            batch.close();
            context.close();
        }
    }

    EmbeddingRoom(Model model, Pooling pooling, FlashAttention flashAttention) {
        this.model = model;
        this.pooling = pooling;
        this.flashAttention = flashAttention;
    }

    Model model() {
        return model;
    }

    Pooling pooling() {
        return pooling;
    }

    /**
     * The context, of that size or larger.
     *
     * @throws MullamaException if there is not enough memory, or no more use is wanted
     */
    Room open(EmbeddingCapacity needed) {
        requireWanted();
        Room current = room;
        if (current != null && current.capacity.holds(needed)) {
            return current;
        }
        free();
        EmbeddingParameters parameters = new EmbeddingParameters(
                pooling, needed.cells(), needed.batchSize(), needed.sequences(), flashAttention);
        try {
            EmbeddingContext context = EmbeddingContext.create(model, parameters);
            return enter(new Room(needed, context, new Batch(needed.batchSize())));
        } catch (LlamaException e) {
            throw new MullamaException(ErrorCode.INFERENCE_FAILED, e.getMessage(), e.hint()).causedBy(e);
        }
    }

    private Room enter(Room made) {
        synchronized (swap) {
            if (!stopped) {
                room = made;
                return made;
            }
        }
        made.close();
        throw closing();
    }

    /** Whether it is larger than that. */
    boolean exceeds(EmbeddingCapacity usual) {
        return room != null && !usual.holds(room.capacity);
    }

    void free() {
        Room current;
        synchronized (swap) {
            current = room;
            room = null;
        }
        if (current != null) {
            current.close();
        }
    }

    /** Ends what is being computed, and refuses more. */
    void stop() {
        synchronized (swap) {
            stopped = true;
            if (room != null) {
                room.context.abort();
            }
        }
    }

    /** Throws after {@link #stop()}. */
    void requireWanted() {
        synchronized (swap) {
            if (stopped) {
                throw closing();
            }
        }
    }

    static MullamaException closing() {
        return new MullamaException(ErrorCode.SHUTTING_DOWN, "the model is being unloaded", "try again");
    }
}
