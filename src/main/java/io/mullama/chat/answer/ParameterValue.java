package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a value that is written as a bare text as JSON: a string as it grows, anything else when all of it is there. What
 * may be a string and something else is a string if it is not the other. For one value.
 */
final class ParameterValue {
    /** The longest number or word that may be something else than a string. */
    private static final int LONGEST = 64;

    private static final String WORDS = "true false null True False None";

    private final Set<JsonNodeType> types;
    private final boolean any;
    private final StringBuilder held = new StringBuilder();
    private boolean string;

    ParameterValue(ParameterSchema schema) {
        this.types = schema.types();
        this.any = schema.isAny();
    }

    void append(String more, AnswerEvents events) {
        if (string) {
            events.arguments(JsonValues.inside(more));
            return;
        }
        held.append(more);
        if (types.contains(JsonNodeType.STRING) && !mayBeOther()) {
            string = true;
            events.arguments("\"" + JsonValues.inside(held.toString()));
        }
    }

    /** All of it is there. */
    void end(AnswerEvents events) {
        events.arguments(string ? "\"" : json(held.toString()));
    }

    /** No more of it comes. */
    void cut(AnswerEvents events) {
        if (!string) {
            events.arguments(held.toString().strip());
        }
    }

    private boolean mayBeOther() {
        int start = 0;
        while (start < held.length() && Character.isWhitespace(held.charAt(start))) {
            start++;
        }
        if (start == held.length()) {
            return types.size() > 1 && start <= LONGEST;
        }
        char first = held.charAt(start);
        if (first == '{' || first == '[' || first == '"') {
            return first == '"' ? any : types.contains(first == '{' ? JsonNodeType.OBJECT : JsonNodeType.ARRAY);
        }
        String rest =
                held.length() - start > LONGEST ? "" : held.substring(start).stripTrailing();
        return !rest.isEmpty() && (isNumberSoFar(rest) || isWordSoFar(rest));
    }

    private boolean isNumberSoFar(String text) {
        return types.contains(JsonNodeType.NUMBER)
                && text.chars().allMatch(next -> "+-.0123456789eE".indexOf(next) >= 0);
    }

    private boolean isWordSoFar(String text) {
        boolean words = types.contains(JsonNodeType.BOOLEAN) || types.contains(JsonNodeType.NULL);
        return words && !text.contains(" ") && (" " + WORDS).contains(" " + text);
    }

    private String json(String text) {
        String stripped = text.strip();
        if (JsonValues.typeOf(stripped).filter(this::isWanted).isPresent()) {
            return stripped;
        }
        Optional<String> python = any ? Optional.empty() : LiteralScan.python(stripped);
        return python.filter(json ->
                        JsonValues.typeOf(json).filter(this::isWantedOfPython).isPresent())
                .orElseGet(() -> JsonText.literal(text));
    }

    /** Whether a JSON value means itself; the others are strings. */
    private boolean isWanted(JsonNodeType type) {
        boolean mayBeString = types.contains(JsonNodeType.STRING);
        return any || !mayBeString || (type != JsonNodeType.STRING && types.contains(type));
    }

    private boolean isWantedOfPython(JsonNodeType type) {
        return type != JsonNodeType.STRING && isWanted(type);
    }
}
