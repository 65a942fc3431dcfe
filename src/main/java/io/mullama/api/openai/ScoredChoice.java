package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Logprobs;

/** A choice that also says how likely its tokens were. Immutable: nobody changes the JSON. */
public record ScoredChoice(Choice choice, ObjectNode logprobs) implements Choice {

    /** In a conversation; what was refused has no list of its own here. */
    public static ScoredChoice of(Choice choice, Logprobs logprobs) {
        return new ScoredChoice(choice, logprobs.toJson().putNull("refusal"));
    }

    /** In a continuation. */
    public static ScoredChoice of(Choice choice, TextLogprobs logprobs) {
        return new ScoredChoice(choice, logprobs.toJson());
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = choice.toJson();
        json.set("logprobs", logprobs);
        return json;
    }
}
