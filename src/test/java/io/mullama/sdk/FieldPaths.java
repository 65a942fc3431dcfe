package io.mullama.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Names the fields of JSON by their paths, as in {@code messages[].content[].type}. Stateless. */
final class FieldPaths {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What lies below is the user's own: schemas, arguments, names of tokens. */
    private static final Set<String> OPAQUE = Set.of(
            "parameters",
            "input_schema",
            "schema",
            "arguments",
            "input",
            "metadata",
            "logit_bias",
            "model_info",
            "chat_template_kwargs");

    /** Whose values are told too: they say what the object beside them is. */
    private static final Set<String> TELLING = Set.of("type", "role");

    private FieldPaths() {}

    /** The fields of a text, none where it is no JSON. */
    static SortedSet<String> of(String text) {
        SortedSet<String> paths = new TreeSet<>();
        if (!text.isBlank()) {
            try {
                add(paths, "", MAPPER.readTree(text));
            } catch (JsonProcessingException e) {
                // A line that was broken off.
                return paths;
            }
        }
        return paths;
    }

    private static void add(Set<String> paths, String path, JsonNode node) {
        if (node.isArray()) {
            node.forEach(element -> add(paths, path + "[]", element));
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                addField(paths, path, field);
            }
        }
    }

    private static void addField(Set<String> paths, String path, Map.Entry<String, JsonNode> field) {
        String name = field.getKey();
        JsonNode value = field.getValue();
        String own = path.isEmpty() ? name : path + "." + name;
        boolean telling = TELLING.contains(name) && value.isTextual();
        paths.add(telling ? own + " = " + value.asText() : own);
        boolean schemaOfOllama = own.equals("format") && value.has("type");
        if (!schemaOfOllama && !(value.isObject() && OPAQUE.contains(name))) {
            add(paths, own, value);
        }
    }
}
