package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;

/**
 * What an answer cost, in tokens. Immutable.
 *
 * @param cachedTokens of the prompt's tokens, those that were not computed again
 * @param reasoningTokens of the completion's tokens, those of thoughts
 */
public record TokenUsage(int promptTokens, int cachedTokens, int completionTokens, int reasoningTokens) {

    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("total_tokens", promptTokens + completionTokens);
        json.putObject("prompt_tokens_details").put("cached_tokens", cachedTokens);
        json.putObject("completion_tokens_details").put("reasoning_tokens", reasoningTokens);
        return json;
    }
}
