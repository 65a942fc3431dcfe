package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One of the answers to a request, or the next part of it: in a list of them. Immutable. */
public sealed interface Choice permits CompletionChoice, ChatChoice, ChatDelta, ScoredChoice {
    ObjectNode toJson();

    /** What every choice ends with. */
    static ObjectNode close(ObjectNode json, @Nullable String finishReason) {
        return json.putNull("logprobs").put("finish_reason", finishReason);
    }
}
