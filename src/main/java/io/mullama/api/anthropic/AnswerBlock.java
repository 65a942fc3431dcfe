package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;

/** A block of an answer's content. Immutable. */
public sealed interface AnswerBlock {
    /** What is said. */
    record Text(String text) implements AnswerBlock {
        @Override
        public ObjectNode toJson() {
            return Json.object().put("type", "text").put("text", text);
        }
    }

    /**
     * What is thought before.
     *
     * @param signature what clients send back beside the thought; it is empty while that is told
     */
    record Thinking(String thinking, String signature) implements AnswerBlock {
        /** Clients expect one, and it proves nothing: whatever they send back is taken. */
        public static final String SIGNATURE = "bXVsbGFtYQ==";

        @Override
        public ObjectNode toJson() {
            return Json.object()
                    .put("type", "thinking")
                    .put("thinking", thinking)
                    .put("signature", signature);
        }
    }

    /**
     * A tool that is to be used.
     *
     * @param id as the model has it
     * @param input a JSON object
     */
    record ToolUse(String id, String name, ObjectNode input) implements AnswerBlock {
        @Override
        public ObjectNode toJson() {
            ObjectNode json = Json.object()
                    .put("type", "tool_use")
                    .put("id", ToolUseIds.toWire(id))
                    .put("name", name);
            json.set("input", input);
            json.putObject("caller").put("type", "direct");
            return json;
        }
    }

    ObjectNode toJson();
}
