package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * JSON Schema as a grammar in GBNF. Stateless and thread-safe.
 *
 * <p>Every text that the grammar takes is JSON that satisfies the schema. The other way round it is narrower where a
 * model is better led: properties come in the schema's order, blanks are few, and where the schema is silent about
 * further properties or items beside those that it lists, there are none. structured-output.md has the whole list. What
 * cannot be enforced is refused by name.
 */
public final class JsonSchemaGrammar {
    private JsonSchemaGrammar() {}

    /**
     * A grammar whose root is a value that the schema allows.
     *
     * @param schema draft 4 to 2020-12
     * @param path how messages begin to say where in the schema something is: {@code format}
     * @throws SchemaException if the schema cannot be enforced
     */
    public static String of(JsonNode schema, String path) {
        GrammarBuilder builder = new GrammarBuilder();
        return builder.build(addTo(builder, schema, path));
    }

    /** A grammar for any JSON object: what {@code format: "json"} and {@code json_object} ask for. */
    public static String ofAnyObject() {
        GrammarBuilder builder = new GrammarBuilder();
        return builder.build(builder.anyObject());
    }

    static String addTo(GrammarBuilder builder, JsonNode schema, String path) {
        return new ShapeWriter(builder, SchemaReader.definitions(schema, new SchemaPath(path))).write();
    }
}
