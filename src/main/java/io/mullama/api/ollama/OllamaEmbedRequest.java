package io.mullama.api.ollama;

import io.mullama.api.EmbedRequest;
import io.mullama.api.Fields;
import io.mullama.api.GenerationOptions;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/embed}. Immutable.
 *
 * @param model null for the daemon's default
 * @param input texts, of which some may be empty; none where the model is only to be loaded
 * @param dimensions the numbers to keep of each vector; null for all
 * @param truncate whether an input over the context is cut rather than refused
 * @param contextSize tokens that an input needs room for; null for what there is
 * @param keepAlive how long the model stays loaded afterwards; null for the daemon's setting
 */
public record OllamaEmbedRequest(
        @Nullable String model,
        List<String> input,
        @Nullable Integer dimensions,
        boolean truncate,
        @Nullable Integer contextSize,
        @Nullable String keepAlive) {

    public OllamaEmbedRequest {
        input = List.copyOf(input);
    }

    /** Reads it; unlike the contract's route this one cuts what is too long unless it is told not to. */
    public static OllamaEmbedRequest fromJson(Fields fields) {
        return new OllamaEmbedRequest(
                fields.string("model"),
                input(fields),
                fields.integer("dimensions"),
                fields.bool("truncate", true),
                OllamaOptions.contextSizeForVectors(fields),
                GenerationOptions.keepAlive(fields));
    }

    private static List<String> input(Fields fields) {
        List<String> input = fields.strings("input");
        if (input == null || OllamaOptions.isEmpty(fields, "input")) {
            return List.of();
        }
        if (input.size() > EmbedRequest.MOST_INPUTS) {
            throw fields.invalid(
                    "input", "must hold at most " + EmbedRequest.MOST_INPUTS + " texts, not " + input.size());
        }
        return input;
    }

    /** How many of a vector's numbers to keep; empty for all, which is also meant by more than it has, and by none. */
    public OptionalInt dimensions(long all) {
        return dimensions == null || dimensions <= 0 || dimensions >= all
                ? OptionalInt.empty()
                : OptionalInt.of(dimensions);
    }
}
