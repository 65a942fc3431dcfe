package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.MullamaException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversations, tools and variables that people keep in files. Stateless. */
public final class ConversationFile {
    private ConversationFile() {}

    /**
     * The fields of a request.
     *
     * @param messages a list of messages, or an object with such a list and whatever else a request has
     * @param tools a list of tools, which takes the place of the request's; null for none
     */
    public static Fields fields(String messages, @Nullable String tools) {
        JsonNode conversation = Json.tree("messages", messages);
        ObjectNode request = Json.object();
        if (conversation instanceof ObjectNode whole) {
            request.setAll(whole);
        } else {
            request.set("messages", conversation);
        }
        if (tools != null) {
            request.set("tools", Json.tree("tools", tools));
        }
        return new Fields(request);
    }

    /** A JSON Schema that an answer has to follow. */
    public static FormatField schema(String json) {
        JsonNode schema = Json.tree("format", json);
        if (!schema.isObject()) {
            throw MullamaException.invalidField("format", "'format' must be a JSON Schema, an object");
        }
        return new FormatField.Schema("format", schema);
    }

    /** The variables of a template: Java's own maps, lists, strings, numbers and booleans. */
    public static Map<String, @Nullable Object> variables(String json) {
        JsonNode tree = Json.tree("context", json);
        if (!(tree instanceof ObjectNode object)) {
            throw MullamaException.invalidField("context", "'context' must be a JSON object");
        }
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        object.properties().forEach(field -> variables.put(field.getKey(), Json.value(field.getValue())));
        return variables;
    }
}
