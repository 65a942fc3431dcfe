package io.mullama.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** JSON as templates read it: maps, lists, strings and numbers of Java. Stateless. */
final class JsonValues {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonValues() {}

    /** The value of a node. */
    static @Nullable Object of(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(property -> map.put(property.getKey(), of(property.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>(node.size());
            node.forEach(item -> list.add(of(item)));
            return list;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.isNull() ? null : node.asText();
    }

    /** A call's arguments: a mapping, or a string of JSON. */
    static Object arguments(ToolCall call, TemplateTraits.Arguments form) {
        if (form == TemplateTraits.Arguments.STRING) {
            return call.arguments();
        }
        Optional<Map<String, Object>> object = object(call.arguments());
        return object.isEmpty() && form == TemplateTraits.Arguments.OBJECT ? call.arguments() : mapping(call);
    }

    /** A call's arguments as a mapping, with what is no JSON under a name of its own. */
    static Map<String, Object> mapping(ToolCall call) {
        return object(call.arguments()).orElseGet(() -> Map.of("arguments", call.arguments()));
    }

    @SuppressWarnings("unchecked")
    private static Optional<Map<String, Object>> object(String json) {
        if (json.isBlank()) {
            return Optional.of(Map.of());
        }
        try {
            JsonNode node = JSON.readTree(json);
            return node instanceof ObjectNode ? Optional.ofNullable((Map<String, Object>) of(node)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The mapping that a text is as JSON; the text where it is none. */
    static Object objectOr(String text) {
        Optional<Map<String, Object>> object = text.isBlank() ? Optional.empty() : object(text);
        return object.isPresent() ? object.get() : text;
    }

    /** Whether a text is a JSON object. */
    static boolean isObject(String json) {
        return object(json).isPresent();
    }

    /** A string as JSON, in quotes. */
    static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    /** Definitions as a list of JSON; empty where there is none. */
    static String text(List<ToolDefinition> tools) {
        if (tools.isEmpty()) {
            return "";
        }
        StringJoiner joined = new StringJoiner(", ", "[", "]");
        tools.forEach(tool -> joined.add(tool.json().toString()));
        return joined.toString();
    }
}
