package io.mullama.engine.local;

import java.util.Optional;

/** The KV cache of a context as the scheduler uses it: numbered sequences of tokens. For the decode thread. */
interface KvCache {

    /** Whether a part of a sequence can be dropped; recurrent memories can only be kept or dropped whole. */
    boolean dropsParts();

    /** Whether sequences that begin alike can share cells; else a copy takes cells of its own. */
    boolean sharesCells();

    /**
     * Drops a sequence's tokens from a place on.
     *
     * @return false if that cannot be, and what is left is of no use
     */
    boolean truncate(int sequence, int length);

    /**
     * Gives an empty sequence the first tokens of another one.
     *
     * @return false if that cannot be; the receiver is of no use then, and the giver unchanged
     */
    boolean copy(int from, int to, int length);

    /** A copy of a whole sequence in the host's memory; empty if there is no room for it. */
    Optional<Snapshot> save(int sequence);

    /**
     * Fills an empty sequence.
     *
     * @return false if that cannot be; the sequence is of no use then
     */
    boolean restore(int sequence, Snapshot snapshot);

    /** The bytes that {@link #save} would take. */
    long sizeOf(int sequence);

    /** A sequence's state in the host's memory. */
    interface Snapshot extends AutoCloseable {
        long sizeBytes();

        @Override
        void close();
    }
}
