package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Logprobs;

/** A choice in a conversation that also says how likely its tokens were. Immutable. */
public record ScoredChoice(Choice choice, Logprobs logprobs) implements Choice {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = choice.toJson();
        json.set("logprobs", logprobs.toJson());
        return json;
    }
}
