package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

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
        return read(fields, "tools", ToolField::fromJson);
    }

    /** The tools in another list, each read by the given function; none where there is no list. */
    public static List<ToolField> read(Fields fields, String list, Function<Fields, ToolField> reader) {
        List<ToolField> tools = fields.objects(list, reader);
        return tools == null ? List.of() : checked(fields, list, tools);
    }

    /** The tools of a list, if they are not too many and can be told apart. */
    public static List<ToolField> checked(Fields fields, String list, List<ToolField> tools) {
        if (tools.size() > MOST) {
            throw fields.invalid(list, "must hold at most " + MOST + " tools, not " + tools.size());
        }
        Set<String> names = new HashSet<>();
        for (ToolField tool : tools) {
            if (!names.add(tool.name)) {
                throw fields.invalid(list, "has two tools of the name \"" + tool.name + "\"");
            }
        }
        return tools;
    }

    /** A tool as templates show it to models. */
    public static ToolField of(String name, String description, ObjectNode parameters) {
        ObjectNode json = Json.object().put("type", "function");
        ObjectNode shown = json.putObject("function").put("name", name).put("description", description);
        shown.set("parameters", parameters);
        return new ToolField(name, parameters, json);
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
        return ofFunction(function);
    }

    /** A function with its {@code name}, {@code description} and {@code parameters}. */
    public static ToolField ofFunction(Fields function) {
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
        return of(name, description == null ? "" : description, schema);
    }

    /** Reads the name of something that models call. */
    public static String name(Fields tool) {
        String name = tool.requiredString("name");
        if (!NAME.matcher(name).matches()) {
            throw tool.invalid("name", "must have 1 to 64 letters, digits and signs among _ - . : /, and nothing else");
        }
        return name;
    }

    private static ObjectNode noParameters() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putObject("properties");
        return schema;
    }
}
