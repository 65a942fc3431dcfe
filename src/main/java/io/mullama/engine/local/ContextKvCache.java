package io.mullama.engine.local;

import io.mullama.llama.Context;
import io.mullama.llama.SequenceState;
import java.util.Optional;

/** The KV cache of a llama.cpp context. For the decode thread. */
final class ContextKvCache implements KvCache {
    private final Context context;
    private final boolean unified;

    ContextKvCache(Context context, boolean unified) {
        this.context = context;
        this.unified = unified;
    }

    /** A saved sequence of the context. */
    private record Saved(SequenceState state) implements Snapshot {
        @Override
        public long sizeBytes() {
            return state.sizeBytes();
        }

        @Override
        public void close() {
            state.close();
        }
    }

    @Override
    public boolean dropsParts() {
        return !context.model().traits().recurrent();
    }

    @Override
    public boolean sharesCells() {
        return unified;
    }

    @Override
    public boolean truncate(int sequence, int length) {
        return context.truncate(sequence, length);
    }

    /**
     * Where every sequence has cells of its own the used ones go through the host's memory: llama.cpp's own copy between
     * them takes the whole buffer, used or not.
     */
    @Override
    public boolean copy(int from, int to, int length) {
        if (unified) {
            context.share(from, to, length);
            // What a sliding window has passed may be gone.
            return truncate(to, length);
        }
        Optional<Snapshot> saved = save(from);
        if (saved.isEmpty()) {
            return false;
        }
        try (Snapshot snapshot = saved.get()) {
            return restore(to, snapshot) && truncate(to, length);
        }
    }

    @Override
    public Optional<Snapshot> save(int sequence) {
        return context.save(sequence).map(Saved::new);
    }

    @Override
    public boolean restore(int sequence, Snapshot snapshot) {
        return context.restore(sequence, ((Saved) snapshot).state());
    }

    @Override
    public long sizeOf(int sequence) {
        return context.stateSize(sequence);
    }
}
