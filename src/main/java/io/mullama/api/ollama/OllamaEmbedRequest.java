package io.mullama.api.ollama;

import io.mullama.api.EmbedRequest;
import io.mullama.api.Fields;
import io.mullama.api.GenerationOptions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/embed}. Immutable.
 *
 * @param request what is to be computed; empty where the model is only to be loaded
 * @param model null for the daemon's default
 */
public record OllamaEmbedRequest(
        Optional<EmbedRequest> request,
        @Nullable String model,
        @Nullable String keepAlive) {

    /** Reads it; unlike the contract's route this one cuts what is too long unless it is told not to. */
    public static OllamaEmbedRequest fromJson(Fields fields) {
        OllamaOptions unused = OllamaOptions.read(fields);
        List<String> input = fields.strings("input");
        if (input == null || input.isEmpty() || input.equals(List.of(""))) {
            return new OllamaEmbedRequest(
                    Optional.empty(), fields.string("model"), GenerationOptions.keepAlive(fields));
        }
        EmbedRequest asked = EmbedRequest.fromJson(fields);
        Integer dimensions = asked.dimensions();
        EmbedRequest request = new EmbedRequest(
                asked.model(),
                input,
                // Ollama's clients send 0 for all of them.
                dimensions != null && dimensions == 0 ? null : dimensions,
                fields.bool("truncate", true),
                asked.keepAlive());
        return new OllamaEmbedRequest(Optional.of(request), asked.model(), asked.keepAlive());
    }
}
