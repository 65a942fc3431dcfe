package io.mullama.llama;

import com.sun.jna.Memory;

/** What a KV cache held of one sequence, in the host's memory. Not thread-safe. */
public final class SequenceState implements AutoCloseable {
    private final Memory bytes;
    private final long sizeBytes;
    private boolean closed;

    SequenceState(Memory bytes) {
        this.bytes = bytes;
        this.sizeBytes = bytes.size();
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    Memory bytes() {
        if (closed) {
            throw new IllegalStateException("the saved sequence is closed");
        }
        return bytes;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            bytes.close();
        }
    }
}
