package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.Incoming.Reach;
import io.mullama.grammar.schema.GrammarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Arguments that are elements named like them, with elements for members and {@code item} elements in lists. Immutable.
 *
 * @param prefix stands before every tag
 */
record ElementArguments(String prefix) implements ArgumentFormat {

    @Override
    public Reach begins(Incoming text, int index) {
        return text.reach(index, prefix + "<");
    }

    @Override
    public String rule(CallGrammar grammar, ToolDefinition tool) {
        return members(new ArgumentRules(grammar, tool), ParameterSchema.of(tool.parameters()));
    }

    private String members(ArgumentRules rules, ParameterSchema schema) {
        return rules.members(schema, (name, value) -> element(rules, name, value));
    }

    private String element(ArgumentRules rules, String name, ParameterSchema schema) {
        String open = GrammarBuilder.literal(prefix + "<" + name + ">");
        String close = prefix + "</" + name + ">";
        Set<JsonNodeType> types = schema.types();
        String words = ArgumentRules.words(schema, "", close);
        if (!words.isEmpty()) {
            return open + " (" + words + ")";
        }
        if (types.contains(JsonNodeType.STRING) || rules.deepest() == 0) {
            return open + " " + rules.through(close);
        }
        return open + " (" + value(rules.deeper(), schema) + ") " + GrammarBuilder.literal(close);
    }

    /** What may be no string. */
    private String value(ArgumentRules rules, ParameterSchema schema) {
        List<String> ways = new ArrayList<>();
        Set<JsonNodeType> types = schema.types();
        if (types.contains(JsonNodeType.OBJECT)) {
            ways.add(members(rules, schema));
        }
        if (types.contains(JsonNodeType.ARRAY)) {
            ways.add("(" + element(rules, "item", schema.items()) + ")+");
        }
        if (ways.isEmpty() || types.size() > ways.size()) {
            ways.add(rules.json(schema.without(JsonNodeType.OBJECT, JsonNodeType.ARRAY)));
        }
        return String.join(" | ", ways);
    }

    @Override
    public List<String> texts() {
        return List.of(prefix);
    }

    @Override
    public CallBody body(ParameterSchema schema, List<String> stops) {
        return new ElementBody(prefix, schema, stops);
    }
}
