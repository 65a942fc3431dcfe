package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/**
 * A tool that a model called, in a message. Immutable.
 *
 * @param id empty where there is none
 * @param arguments the text of a JSON object; of a call that was cut off, only its beginning
 */
public record ToolCallField(String id, String name, String arguments) {

    /** Whether the arguments are all there. */
    public boolean isWhole() {
        return Json.tree(arguments).filter(JsonNode::isObject).isPresent();
    }

    /** The arguments, if they are all there. */
    public Optional<ObjectNode> input() {
        return Json.tree(arguments).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    /** As mullama and Ollama write it, with the arguments as an object; as a string where they are none. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (!id.isEmpty()) {
            json.put("id", id);
        }
        ObjectNode function = json.putObject("function").put("name", name);
        function.set("arguments", Json.tree(arguments).orElseGet(() -> Json.string(arguments)));
        return json;
    }

    /** Reads a call with its arguments as an object or, as OpenAI writes them, as a string. */
    public static ToolCallField fromJson(Fields fields) {
        fields.string("type");
        fields.integer("index");
        Fields function = fields.object("function");
        if (function == null) {
            throw fields.missing("function");
        }
        function.integer("index");
        return ofFunction(Objects.requireNonNullElse(fields.string("id"), ""), function);
    }

    /** Reads a call from the function's {@code name} and {@code arguments} alone. */
    public static ToolCallField ofFunction(String id, Fields function) {
        return new ToolCallField(id, function.requiredString("name"), arguments(function));
    }

    private static String arguments(Fields function) {
        JsonNode arguments = function.node("arguments");
        if (arguments == null) {
            return "{}";
        }
        if (!arguments.isTextual() && !arguments.isObject()) {
            throw function.invalid("arguments", "must be an object, or one as a string");
        }
        String text = arguments.isTextual() ? arguments.textValue() : Json.text(arguments);
        return text.isBlank() ? "{}" : text;
    }
}
