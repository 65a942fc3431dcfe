package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The values of {@code enum} and {@code const}. Stateless. */
final class ValuesReader {
    private static final int DEEPEST = 50;
    private static final int MOST = 10_000;

    private ValuesReader() {}

    static Shape read(Fields fields) {
        List<JsonNode> values = new ArrayList<>();
        if (fields.has("enum")) {
            values.addAll(fields.list("enum"));
            if (values.size() > MOST) {
                throw fields.path().then("enum").error("has more than " + MOST + " values");
            }
            values.forEach(value -> check(value, fields.path().then("enum"), DEEPEST));
        }
        JsonNode constant = fields.schema().get("const");
        if (constant != null) {
            check(constant, fields.path().then("const"), DEEPEST);
            boolean possible =
                    values.isEmpty() || values.stream().anyMatch(value -> JsonValues.areEqual(value, constant));
            return possible
                    ? new Shape.Values(List.of(constant))
                    : new Shape.Nothing("'const' is none of the values of 'enum'");
        }
        return new Shape.Values(values);
    }

    private static void check(JsonNode value, SchemaPath path, int depth) {
        if (depth == 0) {
            throw path.error("has a value that is nested more than " + DEEPEST + " deep");
        }
        if (!JsonValues.isFinite(value)) {
            throw path.error("has a number that is too large");
        }
        value.forEach(inner -> check(inner, path, depth - 1));
    }
}
