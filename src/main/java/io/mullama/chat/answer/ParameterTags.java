package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.Incoming.Reach;
import io.mullama.grammar.schema.GrammarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Arguments of which each stands in tags of its own. Models that write one JSON object instead are understood.
 * Immutable.
 *
 * @param open begins an argument, with its name
 * @param close ends it
 * @param typing whether the tag says what the value is
 */
record ParameterTags(OpenTag open, String close, Style style, Typing typing) implements ArgumentFormat {
    /** Tags that do not say what values are. */
    ParameterTags(OpenTag open, String close, Style style) {
        this(open, close, style, Typing.NONE);
    }

    /** What a tag says of its value. */
    enum Typing {
        NONE("", ""),
        /** {@code string="true"}. */
        STRING(" string=\"true\"", "\" string=\\\"false\\\"\""),
        /** {@code type="number"}. */
        TYPE(
                " type=\"string\"",
                "\" type=\\\"\" (\"number\" | \"integer\" | \"boolean\" | \"object\" | \"array\" | \"null\") \"\\\"\"");

        private final String string;
        private final String others;

        Typing(String string, String others) {
            this.string = string;
            this.others = others;
        }

        /** What stands behind the name of a string, as an expression. */
        String ofStrings() {
            return string.isEmpty() ? "" : GrammarBuilder.literal(string);
        }

        /** What stands behind the name of anything else. */
        String ofOthers() {
            return others;
        }

        /** What the attributes say of the value, if they do; else what its schema says. */
        ParameterSchema read(String attributes, ParameterSchema schema) {
            if (this == NONE || !attributes.contains(this == STRING ? "string=" : "type=")) {
                return schema;
            }
            return attributes.contains(string.strip()) ? ParameterSchema.STRING : ParameterSchema.ANY;
        }
    }

    /** What values look like. */
    enum Style {
        PLAIN,
        /** They begin and end in lines of their own. */
        LINES,
        /** Some stand between {@code <![CDATA[} and {@code ]]>}. */
        CDATA
    }

    @Override
    public Reach begins(Incoming text, int index) {
        return Tags.reach(text, index, List.of(open.begin(), "{"));
    }

    @Override
    public String rule(CallGrammar grammar, ToolDefinition tool) {
        ArgumentRules rules = new ArgumentRules(grammar, tool);
        ParameterSchema schema = ParameterSchema.of(tool.parameters());
        if (schema.isOpen()) {
            return rules.rule("other", argument(rules, ArgumentRules.NAME, schema.others())) + "*";
        }
        return rules.members(schema, (name, value) -> argument(rules, GrammarBuilder.literal(name), value));
    }

    private String argument(ArgumentRules rules, String name, ParameterSchema schema) {
        String quote = open.quote().isEmpty() ? "" : GrammarBuilder.literal(open.quote());
        String value = "(" + value(rules, schema) + ")";
        return ArgumentRules.join(GrammarBuilder.literal(open.begin()), name, quote, value, rules.gap());
    }

    /** What follows an argument's name. */
    private String value(ArgumentRules rules, ParameterSchema schema) {
        Set<JsonNodeType> types = schema.types();
        List<String> ways = new ArrayList<>();
        String begin = style == Style.LINES ? open.end() + "\n" : open.end();
        if (types.contains(JsonNodeType.STRING)) {
            String line = style == Style.LINES ? "\n" : "";
            String words = ArgumentRules.words(schema, "", line + close);
            String text = words.isEmpty() ? rules.through(close) : "(" + words + ")";
            ways.add(ArgumentRules.join(typing.ofStrings(), border(rules), GrammarBuilder.literal(begin), text));
        }
        boolean typed = typing != Typing.NONE && types.size() > 1;
        if (typed || !types.contains(JsonNodeType.STRING)) {
            String gap = style == Style.LINES ? rules.gap() : "";
            ways.add(ArgumentRules.join(
                    typing.ofOthers(),
                    border(rules),
                    GrammarBuilder.literal(begin),
                    rules.json(schema),
                    gap,
                    GrammarBuilder.literal(close)));
        }
        return String.join(" | ", ways);
    }

    /** A tag that ends far from the name may begin a line. */
    private String border(ArgumentRules rules) {
        return open.end().startsWith("<arg_value") ? rules.gap() : "";
    }

    @Override
    public List<String> texts() {
        return List.of(open.begin(), open.quote(), open.end(), close);
    }

    @Override
    public CallBody body(ParameterSchema schema, List<String> stops) {
        return new ParameterBody(this, schema, stops);
    }
}
