package io.mullama.engine;

import io.mullama.gguf.GgufHeader;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A model file as it was when somebody asked for it. Immutable.
 *
 * @param alias what the model is called
 */
public record ModelSource(String alias, Path file, Instant modified, GgufHeader header) {}
