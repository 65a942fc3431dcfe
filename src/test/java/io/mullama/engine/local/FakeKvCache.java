package io.mullama.engine.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A KV cache that knows only how long its sequences are, and of which kind it is. Not thread-safe. */
final class FakeKvCache implements KvCache {
    /** Of the host's memory, for each token. */
    static final int BYTES_PER_TOKEN = 10;

    private final boolean shares;
    private final boolean dropsParts;
    private final Map<Integer, Integer> lengths = new HashMap<>();
    final List<String> moves = new ArrayList<>();

    FakeKvCache(boolean shares, boolean dropsParts) {
        this.shares = shares;
        this.dropsParts = dropsParts;
    }

    private record Saved(int length) implements Snapshot {
        @Override
        public long sizeBytes() {
            return (long) length * BYTES_PER_TOKEN;
        }

        @Override
        public void close() {}
    }

    void computed(int sequence, int count) {
        lengths.merge(sequence, count, Integer::sum);
    }

    @Override
    public boolean dropsParts() {
        return dropsParts;
    }

    @Override
    public boolean sharesCells() {
        return shares;
    }

    @Override
    public boolean truncate(int sequence, int length) {
        boolean possible = dropsParts || length == 0 || length >= length(sequence);
        if (possible) {
            lengths.put(sequence, Math.min(length, length(sequence)));
        }
        return possible;
    }

    @Override
    public boolean copy(int from, int to, int length) {
        moves.add("copy " + length);
        lengths.put(to, length);
        return true;
    }

    @Override
    public Optional<Snapshot> save(int sequence) {
        moves.add("save " + length(sequence));
        return Optional.of(new Saved(length(sequence)));
    }

    @Override
    public boolean restore(int sequence, Snapshot snapshot) {
        moves.add("restore " + ((Saved) snapshot).length);
        lengths.put(sequence, ((Saved) snapshot).length);
        return true;
    }

    @Override
    public long sizeOf(int sequence) {
        return (long) length(sequence) * BYTES_PER_TOKEN;
    }

    int length(int sequence) {
        return lengths.getOrDefault(sequence, 0);
    }
}
