package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a response repeats of its request, with OpenAI's defaults. Immutable: nobody changes the JSON. */
record Echo(ObjectNode json) {
    private static final List<String> OR_NULL = List.of(
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "previous_response_id",
            "prompt_cache_key",
            "safety_identifier",
            "temperature",
            "top_p",
            "user");

    /** To be called when the fields have been read, and so are known to be of the right types. */
    static Echo of(Fields fields, List<JsonNode> tools) {
        ObjectNode json = Json.object().put("background", false);
        OR_NULL.forEach(name -> json.set(name, fields.node(name)));
        json.set("metadata", orElse(fields.node("metadata"), Json.object()));
        json.put("parallel_tool_calls", fields.bool("parallel_tool_calls", true));
        json.set("reasoning", reasoning(fields));
        json.put("service_tier", "default");
        json.put("store", fields.bool("store", true));
        json.set("text", text(fields));
        if (fields.has("tool_choice")) {
            json.set("tool_choice", fields.node("tool_choice"));
        } else {
            json.put("tool_choice", "auto");
        }
        ArrayNode list = json.putArray("tools");
        tools.forEach(list::add);
        Integer top = fields.integer("top_logprobs");
        String truncation = fields.string("truncation");
        return new Echo(json.put("top_logprobs", top == null ? 0 : top)
                .put("truncation", truncation == null ? "disabled" : truncation));
    }

    private static ObjectNode reasoning(Fields fields) {
        ObjectNode json = Json.object().putNull("effort").putNull("summary");
        JsonNode asked = fields.node("reasoning");
        return asked instanceof ObjectNode object ? json.setAll(object) : json;
    }

    private static ObjectNode text(Fields fields) {
        ObjectNode json = Json.object();
        json.putObject("format").put("type", "text");
        json.put("verbosity", "medium");
        JsonNode asked = fields.node("text");
        return asked instanceof ObjectNode object ? json.setAll(object) : json;
    }

    private static JsonNode orElse(@Nullable JsonNode value, JsonNode otherwise) {
        return value == null ? otherwise : value;
    }
}
