package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * Whether an answer is to call tools. Immutable.
 *
 * @param function the tool to call; empty unless the mode is {@link Mode#FUNCTION}
 */
public record ToolChoiceField(Mode mode, String function) {
    /** As the model likes. */
    public static final ToolChoiceField AUTO = new ToolChoiceField(Mode.AUTO, "");

    /** Which of them. */
    public enum Mode {
        AUTO,
        NONE,
        REQUIRED,
        FUNCTION
    }

    /** The choice of a request among its tools. */
    public static ToolChoiceField read(Fields fields, List<ToolField> tools) {
        JsonNode node = fields.node("tool_choice");
        if (node == null) {
            return AUTO;
        }
        ToolChoiceField choice = node.isObject() ? function(fields) : mode(fields);
        if (choice.mode == Mode.REQUIRED && tools.isEmpty()) {
            throw fields.invalid("tool_choice", "is required, and 'tools' has none");
        }
        if (choice.mode == Mode.FUNCTION
                && tools.stream().noneMatch(tool -> tool.name().equals(choice.function))) {
            throw fields.invalid("tool_choice", "names the tool \"" + choice.function + "\", which 'tools' has not");
        }
        return choice;
    }

    void writeTo(ObjectNode json) {
        if (mode == Mode.FUNCTION) {
            json.putObject("tool_choice")
                    .put("type", "function")
                    .putObject("function")
                    .put("name", function);
        } else {
            json.put("tool_choice", mode.name().toLowerCase(Locale.ROOT));
        }
    }

    private static ToolChoiceField mode(Fields fields) {
        String name = fields.requiredString("tool_choice");
        for (Mode mode : List.of(Mode.AUTO, Mode.NONE, Mode.REQUIRED)) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
                return new ToolChoiceField(mode, "");
            }
        }
        throw fields.invalid(
                "tool_choice",
                "must be auto, none, required, or an object that names a function, not \"" + name + "\"");
    }

    private static ToolChoiceField function(Fields fields) {
        Fields choice = fields.object("tool_choice");
        Fields function = choice == null ? null : choice.object("function");
        if (choice == null || function == null || !"function".equals(choice.string("type"))) {
            throw fields.invalid(
                    "tool_choice", "must be like {\"type\": \"function\", \"function\": {\"name\": \"…\"}}");
        }
        return new ToolChoiceField(Mode.FUNCTION, function.requiredString("name"));
    }
}
