package io.mullama.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a model is loaded otherwise than the daemon loads all of them; empty is as the daemon does. Immutable.
 *
 * <p>Two models of the same file differ exactly where these do.
 *
 * @param adapters applied together, in any order
 * @param gpuLayers negative for all that fit
 * @param contextSize tokens that one request may use, at least 1; what the model was trained on, where that is less
 * @param flashAttention whether it is used; empty lets llama.cpp decide
 */
public record LoadOptions(
        List<Adapter> adapters, OptionalInt gpuLayers, OptionalInt contextSize, Optional<Boolean> flashAttention) {

    /** As the daemon loads all of them. */
    public static final LoadOptions NONE =
            new LoadOptions(List.of(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

    public LoadOptions {
        adapters = List.copyOf(adapters);
    }

    /** The same with these adapters. */
    public LoadOptions withAdapters(List<Adapter> value) {
        return new LoadOptions(value, gpuLayers, contextSize, flashAttention);
    }
}
