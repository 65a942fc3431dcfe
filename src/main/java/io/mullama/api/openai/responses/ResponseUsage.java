package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;

/**
 * What a response cost, in tokens. Immutable.
 *
 * @param cachedTokens of the input's tokens, those that were not computed again
 * @param reasoningTokens of the output's tokens, about as many as were thoughts
 */
public record ResponseUsage(int inputTokens, int cachedTokens, int outputTokens, int reasoningTokens) {

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("input_tokens", inputTokens);
        // What is computed is in the cache afterwards: writing to it costs nothing of its own.
        json.putObject("input_tokens_details")
                .put("cached_tokens", cachedTokens)
                .put("cache_write_tokens", 0);
        json.put("output_tokens", outputTokens);
        json.putObject("output_tokens_details").put("reasoning_tokens", reasoningTokens);
        return json.put("total_tokens", inputTokens + outputTokens);
    }
}
