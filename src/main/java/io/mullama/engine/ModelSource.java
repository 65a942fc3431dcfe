package io.mullama.engine;

import io.mullama.gguf.GgufHeader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A model file as it was when somebody asked for it, and how it is to be loaded. Immutable.
 *
 * @param alias what the model is called
 * @param file the first one of a model in parts
 * @param header of all parts together
 * @param options what makes it another model than the same file with others
 * @param room tokens that one request needs room for, where they are more than the options give; 0 for what they give
 */
public record ModelSource(String alias, Path file, Instant modified, GgufHeader header, LoadOptions options, int room) {

    /** One with as much room as its options give. */
    public ModelSource(String alias, Path file, Instant modified, GgufHeader header, LoadOptions options) {
        this(alias, file, modified, header, options, 0);
    }

    /** The same by another name. */
    public ModelSource named(String other) {
        return new ModelSource(other, file, modified, header, options, room);
    }

    /** The same with room for so many tokens, which are more than its options give. */
    public ModelSource withRoom(int tokens) {
        return new ModelSource(alias, file, modified, header, options, tokens);
    }

    /** How it is loaded, with the room that is asked for. */
    public LoadOptions loading() {
        return room == 0
                ? options
                : new LoadOptions(
                        options.adapters(), options.gpuLayers(), OptionalInt.of(room), options.flashAttention());
    }

    /** Whether both are one model, however much room each has. */
    public boolean isSameAs(ModelSource other) {
        return file.equals(other.file) && options.equals(other.options);
    }
}
