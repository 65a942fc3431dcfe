package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.Incoming.Reach;
import io.mullama.grammar.schema.GrammarBuilder;
import java.util.List;
import java.util.Set;

/** Arguments as a call in Python has them: {@code (a=1, b="x")}. Immutable. */
final class PythonArguments implements ArgumentFormat {
    static final ArgumentFormat FORMAT = new PythonArguments();

    /** The longest keyword, in characters. */
    private static final int LONGEST = 256;

    private static final String COMMA = "\",\" \" \"?";

    private PythonArguments() {}

    @Override
    public Reach begins(Incoming text, int index) {
        Reach open = text.reach(index, "(");
        if (open != Reach.YES) {
            return open;
        }
        int at = text.afterBlanks(index + 1);
        Reach close = text.reach(at, ")");
        return close == Reach.NO ? keyword(text, at).reach() : close;
    }

    @Override
    public boolean mayBeMissing() {
        return false;
    }

    /** Values are JSON, but for words that Python writes with a capital. */
    @Override
    public String rule(CallGrammar grammar, ToolDefinition tool) {
        ArgumentRules rules = new ArgumentRules(grammar, tool);
        ParameterSchema schema = ParameterSchema.of(tool.parameters());
        String members = schema.isOpen()
                ? several(rules.rule("other", argument(rules, ArgumentRules.NAME, schema.others())))
                : rules.members(schema, COMMA, (name, value) -> argument(rules, GrammarBuilder.literal(name), value));
        return "\"(\" (" + members + ") \")\"";
    }

    private static String several(String argument) {
        return "(" + argument + " (" + COMMA + " " + argument + ")*)?";
    }

    private static String argument(ArgumentRules rules, String name, ParameterSchema schema) {
        return name + " \"=\" (" + value(rules, schema) + ")";
    }

    private static String value(ArgumentRules rules, ParameterSchema schema) {
        Set<JsonNodeType> types = schema.types();
        boolean all = types.contains(JsonNodeType.BOOLEAN) && !schema.isLimited();
        return rules.json(schema)
                + (all ? " | \"True\" | \"False\"" : "")
                + (types.contains(JsonNodeType.NULL) && !schema.isLimited() ? " | \"None\"" : "");
    }

    @Override
    public List<String> texts() {
        return List.of();
    }

    @Override
    public CallBody body(ParameterSchema schema, List<String> stops) {
        return new Body();
    }

    /** A keyword and the sign behind it; {@code end} of both. */
    private record Keyword(Reach reach, int end, String name) {}

    private static Keyword keyword(Incoming text, int start) {
        int at = start;
        while (at < text.length() && at - start <= LONGEST && OpenTag.isName(String.valueOf(text.at(at)))) {
            at++;
        }
        int sign = text.afterBlanks(at);
        if (sign == text.length()) {
            return new Keyword(text.isEnded() ? Reach.NO : Reach.OPEN, start, "");
        }
        boolean there = at > start && at - start <= LONGEST && text.at(sign) == '=';
        return new Keyword(there ? Reach.YES : Reach.NO, sign + 1, text.peek(start, at));
    }

    private static final class Body implements CallBody {
        private LiteralScan value = new LiteralScan(LiteralStyle.PYTHON);
        private boolean begun;
        private boolean inValue;
        private int count;

        @Override
        public boolean read(Incoming text, AnswerEvents events) {
            if (!begun) {
                text.take(text.afterBlanks(0) + 1);
                begun = true;
            }
            while (true) {
                if (inValue) {
                    readValue(text, events);
                    if (inValue) {
                        return false;
                    }
                }
                text.take(afterSeparators(text));
                if (text.length() == 0) {
                    return false;
                }
                Keyword keyword = keyword(text, 0);
                if (text.at(0) == ')' || keyword.reach() == Reach.NO) {
                    return end(text, events);
                }
                if (keyword.reach() == Reach.OPEN) {
                    return false;
                }
                begin(keyword, text, events);
            }
        }

        private void readValue(Incoming text, AnswerEvents events) {
            events.arguments(value.read(text));
            inValue = !value.isComplete();
        }

        private static int afterSeparators(Incoming text) {
            int at = text.afterBlanks(0);
            while (at < text.length() && text.at(at) == ',') {
                at = text.afterBlanks(at + 1);
            }
            return at;
        }

        private boolean end(Incoming text, AnswerEvents events) {
            if (text.at(0) == ')') {
                text.take(1);
            } else if (text.isEnded()
                    && OpenTag.isName(text.peek(0, text.length()).strip())) {
                return false;
            }
            events.arguments(count == 0 ? "{}" : "}");
            return true;
        }

        private void begin(Keyword keyword, Incoming text, AnswerEvents events) {
            text.take(keyword.end());
            events.arguments((count == 0 ? "{" : ", ") + JsonText.literal(keyword.name()) + ": ");
            count++;
            value = new LiteralScan(LiteralStyle.PYTHON);
            inValue = true;
        }
    }
}
