package io.mullama.chat.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.chat.ToolDefinition;
import java.util.List;

/** Tools of tests, and answers that call them. */
final class CallReadings {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Tools for all kinds of arguments. */
    static final List<ToolDefinition> TOOLS = List.of(
            tool("now", "{}"),
            tool("add", "{'a': {'type': 'integer'}, 'b': {'type': 'number'}}"),
            tool("edit", "{'file': {'type': 'string'}, 'text': {'type': 'string'}}"),
            tool(
                    "search",
                    "{'query': {'type': 'string'}, 'limit': {'type': ['integer', 'null']}, 'exact': {'type': 'boolean'},"
                            + " 'filters': {'type': 'object', 'properties': {'tags': {'type': 'array', 'items':"
                            + " {'type': 'string'}}, 'score': {'type': 'number'}}}, 'name':"
                            + " {'anyOf': [{'type': 'string'}, {'type': 'null'}]}}"));

    private CallReadings() {}

    /** A tool with some parameters, in JSON with single quotes. */
    static ToolDefinition tool(String name, String properties) {
        ObjectNode parameters = JSON.createObjectNode().put("type", "object");
        parameters.set("properties", json(properties.replace('\'', '"')));
        return new ToolDefinition(name, parameters, JSON.createObjectNode());
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static ToolFormat format(String name) {
        return TaggedToolFormats.ALL.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static AnswerSyntax syntax(String format) {
        return new AnswerSyntax(null, false, format(format), TOOLS);
    }

    /** What an answer in a format turns out to be, the same for every cut. */
    static List<String> of(String format, String answer) {
        return Readings.of(syntax(format), answer);
    }
}
