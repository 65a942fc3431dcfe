package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.chat.ToolDefinition;
import io.mullama.grammar.schema.GrammarBuilder;
import io.mullama.grammar.schema.SchemaException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A grammar in which calls of tools are described. For one grammar; not thread-safe. */
public final class CallGrammar {
    /** What else than a type says what a schema is of. */
    private static final List<String> TYPED = List.of("type", "$ref", "anyOf", "oneOf", "allOf", "enum", "const");

    private final GrammarBuilder builder;
    private final List<ToolDefinition> tools;
    private final boolean parallel;
    private final List<String> notes = new ArrayList<>();

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
        return orAny(tool, () -> builder.schema(object(tool.parameters()), path(tool)), builder::anyObject);
    }

    /** A schema that does not say what it is of is an object's. */
    private static ObjectNode object(ObjectNode schema) {
        return TYPED.stream().anyMatch(schema::has) ? schema : schema.deepCopy().put("type", "object");
    }

    /** The rule for one of a tool's arguments as JSON. */
    String argument(ToolDefinition tool, ObjectNode schema) {
        return orAny(tool, () -> builder.schema(schema, path(tool)), builder::anyValue);
    }

    /** A tool is more useful with a schema that cannot be enforced than not at all. */
    private String orAny(ToolDefinition tool, Supplier<String> held, Supplier<String> free) {
        try {
            return held.get();
        } catch (SchemaException e) {
            String note = "calls of " + tool.name() + " are not held to their schema: " + e.getMessage();
            if (!notes.contains(note)) {
                notes.add(note);
            }
            return free.get();
        }
    }

    private static String path(ToolDefinition tool) {
        return tool.name() + ".parameters";
    }
}
