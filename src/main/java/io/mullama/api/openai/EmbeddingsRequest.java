package io.mullama.api.openai;

import io.mullama.api.EmbedRequest;
import io.mullama.api.Fields;
import io.mullama.api.GenerationOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/embeddings}. Immutable.
 *
 * @param model null for the daemon's default
 * @param inputs from 1 to {@value EmbedRequest#MOST_INPUTS}, none of them empty
 * @param encoding how the vectors are to be written
 * @param dimensions the numbers to keep of each vector; null for all
 * @param truncate whether an input over the context is cut rather than refused
 * @param keepAlive how long the model stays loaded afterwards; null for the daemon's setting
 */
public record EmbeddingsRequest(
        @Nullable String model,
        List<TextInput> inputs,
        VectorEncoding encoding,
        @Nullable Integer dimensions,
        boolean truncate,
        @Nullable String keepAlive) {

    private static final String INPUT = "input";

    public static EmbeddingsRequest fromJson(Fields fields) {
        fields.string("user");
        return new EmbeddingsRequest(
                fields.string("model"),
                inputs(fields),
                VectorEncoding.read(fields),
                fields.integer("dimensions"),
                fields.bool("truncate", false),
                GenerationOptions.keepAlive(fields));
    }

    private static List<TextInput> inputs(Fields fields) {
        List<TextInput> inputs = TextInput.list(fields, INPUT);
        if (inputs.size() > EmbedRequest.MOST_INPUTS) {
            throw fields.invalid(
                    INPUT, "must hold at most " + EmbedRequest.MOST_INPUTS + " inputs, not " + inputs.size());
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).isEmpty()) {
                throw fields.invalid(inputs.size() == 1 ? INPUT : INPUT + "[" + i + "]", "must not be empty");
            }
        }
        return inputs;
    }
}
