package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.chat.ToolDefinition;
import io.mullama.grammar.schema.GrammarBuilder;
import io.mullama.grammar.schema.LooseSchema;
import io.mullama.grammar.schema.SchemaException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A grammar in which calls of tools are described. For one grammar; not thread-safe. */
public final class CallGrammar {
    /** What else than a type says what a schema is of. */
    private static final List<String> TYPED = List.of("type", "$ref", "anyOf", "oneOf", "allOf", "enum", "const");

    private final GrammarBuilder builder;
    private final List<ToolDefinition> tools;
    private final boolean parallel;
    private final Set<String> notes = new LinkedHashSet<>();

    /**
     * A grammar for calls.
     *
     * @param tools that may be called, at least one
     * @param parallel whether there may be several calls
     */
    public CallGrammar(GrammarBuilder builder, List<ToolDefinition> tools, boolean parallel) {
        this.builder = builder;
        this.tools = List.copyOf(tools);
        this.parallel = parallel;
    }

    GrammarBuilder builder() {
        return builder;
    }

    List<ToolDefinition> tools() {
        return tools;
    }

    boolean isParallel() {
        return parallel;
    }

    /** What the grammar does not hold calls to, for people. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The rule for a tool's arguments as a JSON object. */
    String arguments(ToolDefinition tool) {
        return schema(tool, object(tool.parameters())).orElseGet(builder::anyObject);
    }

    /** A schema that does not say what it is of is an object's. */
    private static ObjectNode object(ObjectNode schema) {
        return TYPED.stream().anyMatch(schema::has) ? schema : schema.deepCopy().put("type", "object");
    }

    /** The rule for one of a tool's arguments as JSON. */
    String argument(ToolDefinition tool, ObjectNode schema) {
        return schema(tool, schema).orElseGet(builder::anyValue);
    }

    /** A tool is more useful with what can be enforced of its schema than not at all. */
    private Optional<String> schema(ToolDefinition tool, JsonNode schema) {
        try {
            return Optional.of(builder.schema(schema, path(tool)));
        } catch (SchemaException e) {
            notes.add("calls of " + tool.name() + " are not held to all of their schema: " + e.getMessage());
        }
        try {
            return Optional.of(builder.schema(LooseSchema.of(schema), path(tool)));
        } catch (SchemaException e) {
            return Optional.empty();
        }
    }

    private static String path(ToolDefinition tool) {
        return tool.name() + ".parameters";
    }
}
