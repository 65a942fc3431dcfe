package io.mullama.engine;

import io.mullama.engine.memory.MemoryNeed;

/** Makes an engine of a file. Thread-safe. */
public interface EngineLoader {

    /** How much memory the engine will take, as far as that can be told before. */
    MemoryNeed need(ModelSource source);

    /** Loads it; blocks while it does. */
    Engine load(ModelSource source);
}
