package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.mullama.grammar.schema.GrammarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Describes arguments whose keys stand without quotes in a grammar. For one tool.
 *
 * @param quote stands around strings
 */
record LiteralRules(ArgumentRules rules, String quote) {

    /** An object's members in brackets. */
    String object(ParameterSchema schema) {
        if (schema.isOpen()) {
            return open(schema.others());
        }
        LiteralRules inner = new LiteralRules(rules.deeper(), quote);
        String members = rules.members(
                schema, "\",\"", (name, value) -> GrammarBuilder.literal(name + ":") + " (" + inner.value(value) + ")");
        return "\"{\" (" + members + ") \"}\"";
    }

    private String value(ParameterSchema schema) {
        Set<JsonNodeType> types = schema.types();
        String words = ArgumentRules.words(schema, quote, quote);
        if (!words.isEmpty()) {
            return words;
        }
        if (schema.isAny() || rules.deepest() == 0) {
            return any();
        }
        List<String> ways = new ArrayList<>();
        if (types.contains(JsonNodeType.STRING)) {
            ways.add(string());
        }
        if (types.contains(JsonNodeType.OBJECT)) {
            ways.add(object(schema));
        }
        if (types.contains(JsonNodeType.ARRAY)) {
            ways.add(list(new LiteralRules(rules.deeper(), quote).value(schema.items())));
        }
        if (ways.isEmpty()) {
            return rules.json(schema);
        }
        ParameterSchema others = schema.without(JsonNodeType.STRING, JsonNodeType.OBJECT, JsonNodeType.ARRAY);
        return others.isAny() ? String.join(" | ", ways) : String.join(" | ", ways) + " | " + rules.json(others);
    }

    private String string() {
        return GrammarBuilder.literal(quote) + " " + rules.through(quote);
    }

    private static String list(String item) {
        return "\"[\" ((" + item + ") (\",\" (" + item + "))*)? \"]\"";
    }

    private String any() {
        ParameterSchema scalars =
                ParameterSchema.ANY.without(JsonNodeType.STRING, JsonNodeType.OBJECT, JsonNodeType.ARRAY);
        return rules.grammar().builder().rule("any", string() + " | " + rules.json(scalars));
    }

    /** An object whose members may have any names. */
    private String open(ParameterSchema others) {
        String value = rules.deepest() == 0 ? any() : new LiteralRules(rules.deeper(), quote).value(others);
        String member = rules.rule("member", ArgumentRules.NAME + " \":\" (" + value + ")");
        return "\"{\" (" + member + " (\",\" " + member + ")*)? \"}\"";
    }
}
