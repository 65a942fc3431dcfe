package io.mullama.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of JSON in their order, each with its type, but without its value: {@code models[].alias: string}. */
final class Shape {
    private Shape() {}

    /** Of an example as documents write it. */
    static List<String> of(String json) throws IOException {
        return of(new JsonMapper().readTree(json));
    }

    static List<String> of(JsonNode json) {
        List<String> lines = new ArrayList<>();
        add("", json, lines);
        return lines;
    }

    private static void add(String path, JsonNode json, List<String> lines) {
        if (json.isObject()) {
            for (Map.Entry<String, JsonNode> field : json.properties()) {
                add(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), lines);
            }
        } else if (json.isArray() && !json.isEmpty()) {
            add(path + "[]", json.get(0), lines);
        } else {
            lines.add(path + ": " + type(json));
        }
    }

    private static String type(JsonNode json) {
        return json.isIntegralNumber() ? "integer" : json.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
