package io.mullama.engine.memory;

import java.util.OptionalLong;

/** Tells how much memory there is now. Thread-safe. */
@FunctionalInterface
public interface MemorySource {
    MemoryReading read();

    /** The bytes that somebody set, else what the operating system says. */
    static MemorySource of(OptionalLong limit) {
        return limit.isPresent()
                ? () -> MemoryReading.limitedTo(limit.getAsLong())
                : SystemMemory.of(System.getProperty("os.name", ""));
    }
}
