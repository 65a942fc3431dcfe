package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;

/**
 * What an answer costs, in tokens. Immutable.
 *
 * @param prompt all of it
 * @param cached of the prompt's tokens, those that were not computed again
 * @param thoughts of the output's tokens, those that were thought
 */
public record MessageUsage(int prompt, int cached, int output, int thoughts) {

    /** As it stands in a message; the cached tokens are none of the input's, as Anthropic counts. */
    ObjectNode toJson() {
        return counts().put("service_tier", "standard");
    }

    /** As it stands at the end of a stream. */
    ObjectNode counts() {
        ObjectNode json = Json.object()
                .put("input_tokens", prompt - cached)
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", cached)
                .put("output_tokens", output);
        if (thoughts > 0) {
            json.putObject("output_tokens_details").put("thinking_tokens", thoughts);
        }
        return json;
    }
}
