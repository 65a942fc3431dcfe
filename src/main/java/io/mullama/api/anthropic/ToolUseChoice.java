package io.mullama.api.anthropic;

import io.mullama.api.Fields;
import io.mullama.api.ToolChoiceField;
import io.mullama.api.ToolField;
import java.util.List;

/**
 * What {@code tool_choice} says. Immutable.
 *
 * @param parallel whether one answer may use several tools
 */
record ToolUseChoice(ToolChoiceField choice, boolean parallel) {
    private static final String FIELD = "tool_choice";

    static ToolUseChoice read(Fields fields, List<ToolField> tools) {
        Fields wish = fields.object(FIELD);
        if (wish == null) {
            return new ToolUseChoice(ToolChoiceField.AUTO, true);
        }
        boolean parallel = !wish.bool("disable_parallel_tool_use", false);
        String type = wish.requiredString("type");
        ToolChoiceField choice = switch (type) {
            case "auto" -> ToolChoiceField.AUTO;
            case "none" -> new ToolChoiceField(ToolChoiceField.Mode.NONE, "");
            case "any" -> any(wish, tools);
            case "tool" -> one(wish, tools);
            default -> throw wish.invalid("type", "must be auto, any, tool or none, not \"" + type + "\"");
        };
        return new ToolUseChoice(choice, parallel);
    }

    private static ToolChoiceField any(Fields wish, List<ToolField> tools) {
        if (tools.isEmpty()) {
            throw wish.invalid("type", "is any, and 'tools' has none that the model could use");
        }
        return new ToolChoiceField(ToolChoiceField.Mode.REQUIRED, "");
    }

    private static ToolChoiceField one(Fields wish, List<ToolField> tools) {
        String name = wish.requiredString("name");
        if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw wish.invalid(
                    "name", "is \"" + name + "\", and 'tools' has none of that name that the model could use");
        }
        return new ToolChoiceField(ToolChoiceField.Mode.FUNCTION, name);
    }
}
