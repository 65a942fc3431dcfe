package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tool that a model may call, in a request. Immutable: nobody changes its JSON.
 *
 * @param parameters the JSON Schema of its arguments
 * @param json the whole definition
 */
public record ToolField(String name, ObjectNode parameters, ObjectNode json) {
    /** As OpenAI bounds them. */
    private static final int MOST = 128;

    /** Models write names between marks of many kinds, and no mark is made of these. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.:/-]{1,64}");

    /** The tools of a request; none where it has none. */
    public static List<ToolField> read(Fields fields) {
        List<ToolField> tools = fields.objects("tools", ToolField::fromJson);
        return tools == null ? List.of() : checked(fields, tools);
    }

    /** The tools of a request, if they are not too many and can be told apart. */
    public static List<ToolField> checked(Fields fields, List<ToolField> tools) {
        if (tools.size() > MOST) {
            throw fields.invalid("tools", "must hold at most " + MOST + " tools, not " + tools.size());
        }
        Set<String> names = new HashSet<>();
        for (ToolField tool : tools) {
            if (!names.add(tool.name)) {
                throw fields.invalid("tools", "has two tools of the name \"" + tool.name + "\"");
            }
        }
        return tools;
    }

    private static ToolField fromJson(Fields fields) {
        String type = fields.string("type");
        if (type != null && !type.equals("function")) {
            throw fields.invalid("type", "must be function, not \"" + type + "\"");
        }
        Fields function = fields.object("function");
        if (function == null) {
            throw fields.missing("function");
        }
        return function(function);
    }

    /** Reads what a request says of a function: its name, description and parameters. */
    public static ToolField function(Fields function) {
        String name = name(function);
        String description = function.string("description");
        function.bool("strict");
        JsonNode parameters = function.node("parameters");
        if (parameters != null && !parameters.isObject()) {
            throw function.invalid("parameters", "must be a JSON Schema, an object");
        }
        if (parameters != null
                && parameters.hasNonNull("type")
                && !parameters.get("type").asText("object").equals("object")) {
            throw function.invalid("parameters", "must be of type object");
        }
        ObjectNode schema = parameters instanceof ObjectNode object ? object : noParameters();
        return of(name, description, schema);
    }

    /** Reads the name of something that models call. */
    public static String name(Fields tool) {
        String name = tool.requiredString("name");
        if (!NAME.matcher(name).matches()) {
            throw tool.invalid("name", "must have 1 to 64 letters, digits and signs among _ - . : /, and nothing else");
        }
        return name;
    }

    /** A function that is described in other words than a request's. */
    public static ToolField of(String name, @Nullable String description, ObjectNode parameters) {
        return new ToolField(name, parameters, definition(name, description, parameters));
    }

    private static ObjectNode noParameters() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    /** What templates show to models: all that the request says of the function. */
    private static ObjectNode definition(String name, @Nullable String description, ObjectNode schema) {
        ObjectNode json = Json.object().put("type", "function");
        ObjectNode shown = json.putObject("function").put("name", name);
        shown.put("description", description == null ? "" : description);
        shown.set("parameters", schema);
        return json;
    }
}
