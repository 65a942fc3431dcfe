package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer, or a piece of one, that also says how likely its tokens were: {@code logprobs} as Ollama has it. Immutable. */
public record ScoredAnswer(JsonBody answer, Logprobs logprobs) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = answer.toJson();
        json.set("logprobs", logprobs.list());
        return json;
    }
}
