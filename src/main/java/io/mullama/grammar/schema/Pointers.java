package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON pointers (RFC 6901) as {@code $ref} has them, within one schema. Immutable. */
record Pointers(JsonNode root, SchemaPath path) {
    private static final int LONGEST = 1_000;

    /**
     * The pointer that a reference stands for.
     *
     * @throws SchemaException if it leads out of the schema
     */
    String pointer(String reference, SchemaPath at) {
        if (reference.length() > LONGEST) {
            throw at.error("is longer than " + LONGEST + " characters");
        }
        if (!reference.equals("#") && !reference.startsWith("#/")) {
            throw at.error(
                    "cannot be followed: '" + SchemaPath.shown(reference) + "' is not within the schema",
                    "use '#' or '#/$defs/...'");
        }
        try {
            // Unlike in a form, a plus means itself.
            return URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw at.error("cannot be followed: it has a '%' without two hexadecimal digits");
        }
    }

    /** What is there; null if nothing is. */
    @Nullable
    JsonNode resolve(String pointer) {
        JsonNode node = root;
        for (String step : steps(pointer)) {
            node = node.isArray() ? item(node, step) : node.get(step);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    private static @Nullable JsonNode item(JsonNode list, String step) {
        boolean index = !step.isEmpty() && step.length() < 9 && step.chars().allMatch(c -> c >= '0' && c <= '9');
        return index ? list.get(Integer.parseInt(step)) : null;
    }

    /** Where it is, for messages. */
    SchemaPath pathOf(String pointer) {
        SchemaPath at = path;
        for (String step : steps(pointer)) {
            at = at.then(step);
        }
        return at;
    }

    static List<String> steps(String pointer) {
        List<String> steps = new ArrayList<>();
        if (!pointer.isEmpty()) {
            for (String step : pointer.substring(1).split("/", -1)) {
                steps.add(step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return steps;
    }
}
