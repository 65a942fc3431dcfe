package io.mullama.engine.memory;

import java.time.Instant;

/**
 * A model that takes memory. Immutable.
 *
 * @param bytes of the machine's own memory
 */
public record Resident<M>(M model, long bytes, Use use, Instant lastUsed) {

    /** Whether it can be unloaded. */
    public enum Use {
        /** Somebody uses it, or it is being loaded. */
        USED,
        /** It may go. */
        UNUSED,
        /** It goes, and its memory is not free yet. */
        LEAVING
    }
}
