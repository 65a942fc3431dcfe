package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.chat.ToolDefinition;
import java.util.Arrays;
import java.util.List;

/** Makes definitions of tools. Stateless. */
final class Tools {
    private Tools() {}

    /** Tools of those names that take anything. */
    static List<ToolDefinition> named(String... names) {
        return Arrays.stream(names).map(name -> of(name, object())).toList();
    }

    /** A tool whose arguments are strings of those names. */
    static ToolDefinition withStrings(String name, String... properties) {
        ObjectNode parameters = object();
        ObjectNode all = parameters.putObject("properties");
        Arrays.stream(properties).forEach(each -> all.putObject(each).put("type", "string"));
        return of(name, parameters);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode().put("type", "object");
    }

    static ToolDefinition of(String name, ObjectNode parameters) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "function");
        json.putObject("function").put("name", name).set("parameters", parameters);
        return new ToolDefinition(name, parameters, json);
    }
}
