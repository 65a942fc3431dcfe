package io.mullama.grammar.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether JSON satisfies a schema, as {@link JsonSchemaGrammar} reads it, without regard to the order of
 * properties and to blanks. For one schema; not thread-safe.
 *
 * <p>It goes by the schema's keywords, not by the grammar, so that each is a check of the other.
 */
public final class JsonSchemaValidator {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode schema;
    private final SchemaBranches branches;
    private final ScalarCheck scalars = new ScalarCheck();
    private final ContainerCheck containers = new ContainerCheck(this);

    /**
     * For a schema of which {@link JsonSchemaGrammar} makes a grammar.
     *
     * @param path how messages begin to say where in the schema something is: {@code format}
     */
    public JsonSchemaValidator(JsonNode schema, String path) {
        this.schema = schema;
        this.branches = new SchemaBranches(new Pointers(schema, new SchemaPath(path)));
    }

    /** What is wrong with a text; nothing if it is JSON that satisfies the schema. */
    public Optional<String> problem(String text) {
        JsonNode value;
        try {
            value = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return Optional.of("the answer is not JSON");
        }
        return value.isMissingNode() ? Optional.of("the answer is not JSON: it is empty") : problem(value);
    }

    /** What is wrong with a value, and where: {@code 'answer.items[2].name' must be a string}. */
    public Optional<String> problem(JsonNode value) {
        return Optional.ofNullable(problem(schema, value, new SchemaPath("answer")));
    }

    @Nullable
    String problem(JsonNode of, JsonNode value, SchemaPath at) {
        List<List<JsonNode>> ways = branches.of(of);
        String first = null;
        for (List<JsonNode> way : ways) {
            String problem = problem(way, value, at);
            if (problem == null) {
                return null;
            }
            first = first == null ? problem : first;
        }
        if (first == null) {
            return "'" + at.text() + "' is not allowed";
        }
        return ways.size() == 1 ? first : "'" + at.text() + "' is none of what is allowed: " + first;
    }

    private @Nullable String problem(List<JsonNode> all, JsonNode value, SchemaPath at) {
        for (JsonNode each : all) {
            String problem = scalars.problem(each, value);
            if (problem != null) {
                return "'" + at.text() + "' " + problem;
            }
        }
        if (value.isArray()) {
            return containers.items(all, value, at);
        }
        return value.isObject() ? containers.members(all, value, at) : null;
    }
}
