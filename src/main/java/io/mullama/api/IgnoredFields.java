package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An answer that also says, in {@code warnings}, which fields of the request were not understood. Immutable.
 *
 * @param fields their names with their paths
 */
public record IgnoredFields(JsonBody answer, List<String> fields) implements JsonBody {

    /** The answer with its warnings; as it is where there are none. */
    public static JsonBody beside(JsonBody answer, List<String> fields) {
        return fields.isEmpty() ? answer : new IgnoredFields(answer, fields);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = answer.toJson();
        ArrayNode warnings = json.putArray("warnings");
        warnings(fields).forEach(warnings::add);
        return json;
    }

    /** What is said of such fields. */
    public static List<String> warnings(List<String> fields) {
        return fields.stream()
                .map(field -> "'" + field + "' is not known and was ignored")
                .toList();
    }
}
