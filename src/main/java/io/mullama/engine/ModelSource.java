package io.mullama.engine;

import io.mullama.gguf.GgufHeader;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A model file as it was when somebody asked for it, and how it is to be loaded. Immutable.
 *
 * @param alias what the model is called
 * @param file the first one of a model in parts
 * @param header of all parts together
 */
public record ModelSource(String alias, Path file, Instant modified, GgufHeader header, LoadOptions options) {
    /** The same by another name. */
    public ModelSource named(String other) {
        return new ModelSource(other, file, modified, header, options);
    }
}
