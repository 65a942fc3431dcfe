package io.mullama.engine;

import java.nio.file.Path;

/** Makes an engine of a file; blocks while it loads. */
@FunctionalInterface
public interface EngineLoader {
    Engine load(Path file);
}
