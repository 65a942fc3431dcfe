package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.ToolField;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads {@code tools}. Not thread-safe. */
final class ToolReader {
    private static final String FIELD = "tools";

    /** What OpenAI itself runs, or what only its own models know how to call. */
    private static final Set<String> HOSTED = Set.of(
            "file_search",
            "web_search",
            "web_search_2025_08_26",
            "web_search_preview",
            "web_search_preview_2025_03_11",
            "code_interpreter",
            "image_generation",
            "mcp",
            "computer",
            "computer_use_preview",
            "computer-preview",
            "local_shell",
            "shell",
            "apply_patch",
            "tool_search",
            "programmatic_tool_calling");

    private final List<String> notes;
    private final List<ToolField> tools = new ArrayList<>();
    private final List<ToolTarget> targets = new ArrayList<>();
    private final List<JsonNode> taken = new ArrayList<>();

    /** What is left out is said in the notes. */
    ToolReader(List<String> notes) {
        this.notes = notes;
    }

    ToolSet read(Fields fields) {
        JsonNode list = fields.node(FIELD);
        List<Boolean> known = fields.objects(FIELD, tool -> add(tool, ""));
        for (int i = 0; known != null && list != null && i < known.size(); i++) {
            if (known.get(i)) {
                taken.add(list.get(i));
            }
        }
        return new ToolSet(ToolField.checked(fields, FIELD, tools), targets, taken);
    }

    private boolean add(Fields fields, String namespace) {
        String type = fields.requiredString("type");
        switch (type) {
            case "function" -> addFunction(fields, namespace);
            case "custom" -> addCustom(fields, namespace);
            case "namespace" -> addNamespace(fields);
            default -> {
                if (!HOSTED.contains(type)) {
                    throw fields.invalid(
                            "type",
                            "must be function, custom or namespace, or a tool of OpenAI's own, not \"" + type + "\"");
                }
                fields.passOver();
                notes.add("tools of type " + type + " are OpenAI's own and were left out");
                return false;
            }
        }
        return true;
    }

    private void addFunction(Fields fields, String namespace) {
        ToolField tool = ToolField.ofFunction(fields);
        // How OpenAI finds and runs functions; here all of them are in the prompt, and called by the model alone.
        fields.node("defer_loading");
        fields.node("allowed_callers");
        fields.node("output_schema");
        fields.node("async");
        ToolTarget target = new ToolTarget(namespace, tool.name(), false);
        add(target, ToolField.of(target.modelName(), description(fields), tool.parameters()));
    }

    private void addCustom(Fields fields, String namespace) {
        fields.node("defer_loading");
        fields.node("allowed_callers");
        fields.node("async");
        ToolTarget target = new ToolTarget(namespace, ToolField.name(fields), true);
        Fields format = fields.object("format");
        String type = format == null ? "text" : format.requiredString("type");
        ObjectNode text = Json.object().put("type", "string");
        String description = description(fields);
        if (format != null && type.equals("grammar")) {
            description = describe(description, grammar(format, target, text));
        } else if (!type.equals("text")) {
            throw fields.invalid("format.type", "must be text or grammar, not \"" + type + "\"");
        }
        add(target, ToolField.of(target.modelName(), description, CustomInput.schema(text)));
    }

    /** Holds the text to a regular expression; a grammar of Lark's can only be told. Returns what is to be told. */
    private String grammar(Fields format, ToolTarget target, ObjectNode text) {
        String definition = format.requiredString("definition");
        String syntax = format.requiredString("syntax");
        switch (syntax) {
            case "regex" -> text.put("pattern", "^(?:" + definition + ")$");
            case "lark" ->
                notes.add("the Lark grammar of the tool \"" + target.name()
                        + "\" is told to the model, which is not held to it");
            default -> throw format.invalid("syntax", "must be lark or regex, not \"" + syntax + "\"");
        }
        String kind = syntax.equals("regex") ? "regular expression" : "Lark grammar";
        return "The input must match this " + kind + ":\n" + definition;
    }

    private static String description(Fields fields) {
        return Objects.requireNonNullElse(fields.string("description"), "");
    }

    private static String describe(String description, String rule) {
        return description.isEmpty() ? rule : description + "\n\n" + rule;
    }

    private void addNamespace(Fields fields) {
        String name = ToolField.name(fields);
        fields.string("description");
        if (fields.objects(FIELD, tool -> add(tool, name)) == null) {
            throw fields.missing(FIELD);
        }
    }

    private void add(ToolTarget target, ToolField tool) {
        targets.add(target);
        tools.add(tool);
    }
}
