package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An answer that also says, in {@code warnings}, what was not done as the request had it. Immutable. */
public record Warnings(JsonBody answer, List<String> lines) implements JsonBody {

    /** The answer with its warnings; as it is where there are none. */
    public static JsonBody beside(JsonBody answer, List<String> lines) {
        return lines.isEmpty() ? answer : new Warnings(answer, lines);
    }

    /** The answer with a warning of each field of the request that was not understood. */
    public static JsonBody unknown(JsonBody answer, List<String> fields) {
        return beside(answer, unknown(fields));
    }

    /** What is said of fields that are not understood, by their names with their paths. */
    public static List<String> unknown(List<String> fields) {
        return fields.stream()
                .map(field -> "'" + field + "' is not known and was ignored")
                .toList();
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = answer.toJson();
        ArrayNode warnings = json.putArray("warnings");
        lines.forEach(warnings::add);
        return json;
    }
}
