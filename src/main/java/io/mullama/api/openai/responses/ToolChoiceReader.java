package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;
import io.mullama.api.ToolChoiceField;
import io.mullama.api.ToolChoiceField.Mode;
import java.util.List;
import java.util.Objects;

/** Reads {@code tool_choice}, which may also leave tools out. Stateless. */
final class ToolChoiceReader {
    private static final String FIELD = "tool_choice";

    /**
     * What may be called, and whether it is to be.
     *
     * @param tools those that may
     */
    record Choice(ToolSet tools, ToolChoiceField field) {}

    private ToolChoiceReader() {}

    static Choice read(Fields fields, ToolSet tools) {
        JsonNode node = fields.node(FIELD);
        if (node == null || !node.isObject()) {
            return new Choice(tools, ToolChoiceField.read(fields, tools.tools()));
        }
        Fields choice = Objects.requireNonNull(fields.object(FIELD));
        String type = choice.requiredString("type");
        return switch (type) {
            case "function", "custom" ->
                new Choice(
                        tools,
                        new ToolChoiceField(Mode.FUNCTION, named(choice, tools).modelName()));
            case "allowed_tools" -> allowed(choice, tools);
            default ->
                throw choice.invalid(
                        "type",
                        "must be function, custom or allowed_tools, not \"" + type
                                + "\": a local model calls no tools of OpenAI's own");
        };
    }

    private static Choice allowed(Fields choice, ToolSet tools) {
        String mode = choice.requiredString("mode");
        if (!mode.equals("auto") && !mode.equals("required")) {
            throw choice.invalid("mode", "must be auto or required, not \"" + mode + "\"");
        }
        List<ToolTarget> allowed = choice.objects("tools", tool -> {
            tool.requiredString("type");
            return named(tool, tools);
        });
        if (allowed == null || allowed.isEmpty()) {
            throw choice.invalid("tools", "must name at least one tool");
        }
        Mode wanted = mode.equals("auto") ? Mode.AUTO : Mode.REQUIRED;
        return new Choice(tools.only(allowed), new ToolChoiceField(wanted, ""));
    }

    /** The tool by its own name, or by that which models know it by. */
    private static ToolTarget named(Fields fields, ToolSet tools) {
        String namespace = Objects.requireNonNullElse(fields.string("namespace"), "");
        String name = fields.requiredString("name");
        return tools.targets().stream()
                .filter(tool -> tool.modelName().equals(name)
                        || (tool.name().equals(name) && tool.namespace().equals(namespace)))
                .findFirst()
                .orElseThrow(() -> fields.invalid("name", "names the tool \"" + name + "\", which 'tools' has not"));
    }
}
