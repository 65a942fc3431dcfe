package io.mullama.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.AnswerFields.ToolUse;
import io.mullama.api.Fields;
import io.mullama.api.ToolChoiceField;
import io.mullama.api.ToolChoiceField.Mode;
import io.mullama.api.ToolField;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what a model may call and whether it is to, in OpenAI's words of today and of before. Stateless. */
final class ToolUses {
    private static final String CHOICE = "tool_choice";
    private static final String ALLOWED = "allowed_tools";
    private static final String FUNCTIONS = "functions";
    private static final String FUNCTION_CALL = "function_call";

    private ToolUses() {}

    /** Whether the request is of the time before {@code tools}, and its answer is to be so too. */
    static boolean areFunctions(Fields fields) {
        JsonNode functions = fields.node(FUNCTIONS);
        return functions != null && !(functions.isArray() && functions.isEmpty());
    }

    static ToolUse read(Fields fields) {
        if (areFunctions(fields)) {
            return functions(fields);
        }
        List<ToolField> tools = ToolField.read(fields, "tools", ToolUses::tool);
        JsonNode choice = fields.node(CHOICE);
        // Without functions there is nothing to call, whatever it says.
        fields.string(FUNCTION_CALL);
        return choice != null && ALLOWED.equals(choice.path("type").asText())
                ? allowed(fields, tools)
                : new ToolUse(tools, ToolChoiceField.read(fields, tools));
    }

    private static ToolField tool(Fields fields) {
        String type = fields.string("type");
        if (type != null && !type.equals("function")) {
            throw fields.invalid(
                    "type", "must be function, not \"" + type + "\": describe it as a function with one parameter");
        }
        Fields function = fields.object("function");
        if (function == null) {
            throw fields.missing("function");
        }
        return ToolField.ofFunction(function);
    }

    /** Of all tools those that the choice names: {@code {"type":"allowed_tools","allowed_tools":{"mode","tools"}}}. */
    private static ToolUse allowed(Fields fields, List<ToolField> tools) {
        Fields choice = fields.object(CHOICE);
        Fields allowed = choice == null ? null : choice.object(ALLOWED);
        if (choice == null || allowed == null) {
            throw fields.invalid(CHOICE, "must be like {\"type\": \"allowed_tools\", \"allowed_tools\": {…}}");
        }
        choice.string("type");
        List<String> names = allowed.objects("tools", ToolUses::name);
        if (names == null || names.isEmpty()) {
            throw allowed.invalid("tools", "must name at least one tool");
        }
        Set<String> unknown = new HashSet<>(names);
        tools.forEach(tool -> unknown.remove(tool.name()));
        if (!unknown.isEmpty()) {
            throw allowed.invalid(
                    "tools", "names the tool \"" + unknown.iterator().next() + "\", which 'tools' has not");
        }
        List<ToolField> left =
                tools.stream().filter(tool -> names.contains(tool.name())).toList();
        return new ToolUse(left, new ToolChoiceField(mode(allowed), ""));
    }

    private static Mode mode(Fields allowed) {
        String mode = allowed.requiredString("mode");
        return switch (mode) {
            case "auto" -> Mode.AUTO;
            case "required" -> Mode.REQUIRED;
            default -> throw allowed.invalid("mode", "must be auto or required, not \"" + mode + "\"");
        };
    }

    private static String name(Fields tool) {
        tool.string("type");
        Fields function = tool.object("function");
        if (function == null) {
            throw tool.missing("function");
        }
        return function.requiredString("name");
    }

    private static ToolUse functions(Fields fields) {
        if (!fields.has("tools")) {
            List<ToolField> functions = ToolField.read(fields, FUNCTIONS, ToolField::ofFunction);
            return new ToolUse(functions, functionCall(fields, functions));
        }
        throw fields.invalid(FUNCTIONS, "cannot be combined with 'tools', which took its place");
    }

    private static ToolChoiceField functionCall(Fields fields, List<ToolField> functions) {
        JsonNode call = fields.node(FUNCTION_CALL);
        if (call == null || !call.isObject()) {
            String mode = call == null ? "auto" : fields.string(FUNCTION_CALL);
            return switch (mode == null ? "" : mode) {
                case "auto" -> ToolChoiceField.AUTO;
                case "none" -> new ToolChoiceField(Mode.NONE, "");
                default ->
                    throw fields.invalid(
                            FUNCTION_CALL,
                            "must be auto, none, or an object that names a function, not \"" + mode + "\"");
            };
        }
        String name = call.path("name").asText();
        if (functions.stream().noneMatch(function -> function.name().equals(name))) {
            throw fields.invalid(FUNCTION_CALL, "names the function \"" + name + "\", which 'functions' has not");
        }
        return new ToolChoiceField(Mode.FUNCTION, name);
    }
}
