package io.mullama.engine.memory;

/**
 * How much memory there was at one moment. Immutable.
 *
 * @param available bytes that could be taken without anybody noticing
 * @param own bytes of this process that {@code available} does not hold; what of them the loaded models have is theirs
 *     to give up
 * @param beyond bytes that could be taken after that, at the price of swapping
 */
public record MemoryReading(long available, long own, long beyond) {

    /** An amount that somebody set, whatever the system says. */
    public static MemoryReading limitedTo(long bytes) {
        return new MemoryReading(bytes, 0, 0);
    }

    /**
     * Bytes that all models together may take.
     *
     * @param occupied what those that are loaded are thought to take
     */
    long room(long occupied) {
        return Bytes.sum(available, Math.min(own, occupied));
    }

    /** Bytes that one model may take if it is alone. */
    long most(long occupied) {
        return Bytes.sum(room(occupied), beyond);
    }
}
