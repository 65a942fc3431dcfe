package io.mullama.engine;

import io.mullama.engine.memory.MemorySource;

/**
 * How much may be loaded at once. Immutable.
 *
 * @param memory tells how much memory there is for models
 * @param mostLoaded how many models; 0 for any number
 */
public record RegistryLimits(MemorySource memory, int mostLoaded) {}
