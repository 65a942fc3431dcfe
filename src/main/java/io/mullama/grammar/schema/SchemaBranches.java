package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The ways in which a value can satisfy a schema: for each the schemas whose own keywords must all hold, with
 * references, {@code allOf}, {@code anyOf} and {@code oneOf} worked in. For one schema; not thread-safe.
 */
final class SchemaBranches {
    private static final int MOST = 100_000;
    private static final int DEEPEST = 100;
    private static final JsonNode NULL_ONLY =
            JsonNodeFactory.instance.objectNode().put("type", "null");

    private final Pointers pointers;
    private final IdentityHashMap<JsonNode, List<List<JsonNode>>> known = new IdentityHashMap<>();
    private int depth;

    SchemaBranches(Pointers pointers) {
        this.pointers = pointers;
    }

    List<List<JsonNode>> of(JsonNode schema) {
        List<List<JsonNode>> branches = known.get(schema);
        if (branches == null) {
            if (++depth > DEEPEST) {
                throw pointers.path().error("cannot be checked: its references are nested too deep");
            }
            branches = worked(schema);
            depth--;
            known.put(schema, branches);
        }
        return branches;
    }

    private List<List<JsonNode>> worked(JsonNode schema) {
        if (!schema.isObject()) {
            return schema.asBoolean() ? List.of(List.of()) : List.of();
        }
        List<List<JsonNode>> branches = List.of(List.of(schema));
        JsonNode reference = schema.get("$ref");
        if (reference != null) {
            branches = both(branches, of(target(reference.asText())));
        }
        for (JsonNode part : schema.path("allOf")) {
            branches = both(branches, of(part));
        }
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (schema.has(keyword)) {
                List<List<JsonNode>> any = new ArrayList<>();
                schema.get(keyword).forEach(part -> any.addAll(of(part)));
                branches = both(branches, any);
            }
        }
        if (schema.path("nullable").asBoolean()) {
            branches = new ArrayList<>(branches);
            branches.add(List.of(NULL_ONLY));
        }
        return branches;
    }

    private JsonNode target(String reference) {
        JsonNode target = pointers.resolve(pointers.pointer(reference, pointers.path()));
        if (target == null) {
            throw pointers.path().error("cannot be followed: there is no '" + SchemaPath.shown(reference) + "'");
        }
        return target;
    }

    private List<List<JsonNode>> both(List<List<JsonNode>> one, List<List<JsonNode>> other) {
        if ((long) one.size() * other.size() > MOST) {
            throw pointers.path().error("cannot be checked: it has too many alternatives");
        }
        List<List<JsonNode>> all = new ArrayList<>();
        for (List<JsonNode> mine : one) {
            for (List<JsonNode> theirs : other) {
                List<JsonNode> together = new ArrayList<>(mine);
                together.addAll(theirs);
                all.add(together);
            }
        }
        return all;
    }
}
