package io.mullama.chat.answer;

import io.mullama.grammar.schema.GrammarBuilder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands where a call's name is. */
enum CallNaming {
    /** The name. */
    PLAIN {
        @Override
        Named read(String text) {
            return new Named("", text);
        }
    },
    /** The name, and the call's number in the row as an attribute. */
    INDEXED {
        @Override
        Named read(String text) {
            return new Named("", text);
        }

        @Override
        String attributes() {
            return "\" index=\\\"\" [0-9]{1,3} \"\\\"\"";
        }
    },
    /** {@code functions.add:0}, which is the identifier as well. */
    NUMBERED {
        @Override
        Named read(String text) {
            Matcher parts = FUNCTION.matcher(text);
            return parts.matches() ? new Named(text, parts.group(1)) : new Named("", text);
        }

        @Override
        String rule(String name) {
            return GrammarBuilder.literal("functions." + name + ":") + " [0-9]{1,4}";
        }
    },
    /** {@code add[CALL_ID]abc}, or the name alone. */
    BEFORE_ID {
        @Override
        Named read(String text) {
            int mark = text.indexOf("[CALL_ID]");
            return mark < 0
                    ? new Named("", text)
                    : new Named(
                            text.substring(mark + "[CALL_ID]".length()).strip(),
                            text.substring(0, mark).strip());
        }

        @Override
        String rule(String name) {
            return GrammarBuilder.literal(name) + " (\"[CALL_ID]\" [a-zA-Z0-9]{9})?";
        }
    },
    /** {@code abc<|tool_call:name|>add}. */
    AFTER_ID {
        @Override
        Named read(String text) {
            int mark = text.indexOf("<|tool_call:name|>");
            return mark < 0
                    ? new Named("", text)
                    : new Named(
                            text.substring(0, mark).strip(),
                            text.substring(mark + "<|tool_call:name|>".length()).strip());
        }

        @Override
        String rule(String name) {
            return "[a-zA-Z0-9_-]{1,40} " + GrammarBuilder.literal("<|tool_call:name|>" + name);
        }
    };

    private static final Pattern FUNCTION = Pattern.compile("(?:functions\\.)?(.+):\\d+");

    /**
     * A call's identifier and name.
     *
     * @param id the model's own; empty for none
     */
    record Named(String id, String name) {}

    abstract Named read(String text);

    /** What stands for a tool, as an expression of a grammar. */
    String rule(String name) {
        return GrammarBuilder.literal(name);
    }

    /** What stands beside the name that may be a control token's text. */
    List<String> texts() {
        return switch (this) {
            case BEFORE_ID -> List.of("[CALL_ID]");
            case AFTER_ID -> List.of("<|tool_call:name|>");
            default -> List.of();
        };
    }

    /** The attributes behind it, as an expression. */
    String attributes() {
        return "";
    }
}
