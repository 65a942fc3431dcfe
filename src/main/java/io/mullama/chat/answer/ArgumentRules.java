package io.mullama.chat.answer;

import io.mullama.chat.ToolDefinition;
import io.mullama.grammar.schema.GrammarBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Describes arguments in a grammar: those that a schema names, in its order, each at most once, and those that it
 * requires. For one tool.
 *
 * @param deepest how deep values may lie in each other before they may be anything
 */
record ArgumentRules(CallGrammar grammar, ToolDefinition tool, int deepest) {
    private static final int DEEPEST = 8;

    /** A name that no schema lists, as an expression. */
    static final String NAME = "[a-zA-Z_] [a-zA-Z0-9_]{0,63}";

    ArgumentRules(CallGrammar grammar, ToolDefinition tool) {
        this(grammar, tool, DEEPEST);
    }

    /** White space that may stand between tags. */
    static String gap(CallGrammar grammar) {
        return grammar.builder().rule("gap", "\"\\n\"?");
    }

    /** One behind the other; some may be empty. */
    static String join(String... parts) {
        return Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    /** The same one level deeper. */
    ArgumentRules deeper() {
        return new ArgumentRules(grammar, tool, deepest - 1);
    }

    String gap() {
        return gap(grammar);
    }

    String rule(String name, String expression) {
        return grammar.builder().rule(tool.name() + "-" + name, expression);
    }

    /** Members one behind the other. */
    String members(ParameterSchema schema, BiFunction<String, ParameterSchema, String> member) {
        StringBuilder members = new StringBuilder("\"\"");
        schema.properties().forEach((name, value) -> {
            String one = rule(name, member.apply(name, value));
            members.append(' ').append(one).append(schema.requires(name) ? "" : "?");
        });
        return members.toString();
    }

    /** Members with something between them. */
    String members(ParameterSchema schema, String separator, BiFunction<String, ParameterSchema, String> member) {
        String first = "\"\"";
        String next = "\"\"";
        List<Map.Entry<String, ParameterSchema>> all =
                List.copyOf(schema.properties().entrySet());
        for (int i = all.size() - 1; i >= 0; i--) {
            String name = all.get(i).getKey();
            String one = rule(name, member.apply(name, all.get(i).getValue()));
            String here = one + " " + next;
            String further = separator + " " + here;
            boolean required = schema.requires(name);
            first = rule("first", required ? here : here + " | " + first);
            next = rule("next", required ? further : further + " | " + next);
        }
        return first;
    }

    /** The words of a schema that allows no others, each behind and before something; empty if it has none. */
    static String words(ParameterSchema schema, String before, String after) {
        return schema.words().stream()
                .map(word -> GrammarBuilder.literal(before + word + after))
                .collect(Collectors.joining(" | "));
    }

    /** A value as JSON. */
    String json(ParameterSchema schema) {
        return grammar.argument(tool, schema.json());
    }

    /** Any text up to a marker, and the marker. */
    String through(String marker) {
        return grammar.builder().through(List.of(marker));
    }
}
