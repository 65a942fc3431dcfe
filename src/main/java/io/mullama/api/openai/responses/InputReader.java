package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code input}: what a conversation goes on with. Not thread-safe. */
final class InputReader {
    static final String FIELD = "input";

    private static final List<String> ROLES = List.of("user", "assistant", "system", "developer");

    private static final Set<String> TEXT_PARTS = Set.of("input_text", "output_text", "text");

    private static final Map<String, String> UNSEEN = Map.of("input_image", "an image", "input_file", "a file");

    /** What tools left behind that OpenAI itself runs, and what agents tell OpenAI of themselves. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "file_search_call",
            "web_search_call",
            "computer_call",
            "computer_call_output",
            "image_generation_call",
            "code_interpreter_call",
            "local_shell_call",
            "local_shell_call_output",
            "shell_call",
            "shell_call_output",
            "apply_patch_call",
            "apply_patch_call_output",
            "mcp_list_tools",
            "mcp_approval_request",
            "mcp_approval_response",
            "mcp_call",
            "tool_search_call",
            "tool_search_output",
            "additional_tools",
            "configuration_update",
            "compaction",
            "compaction_trigger",
            "program",
            "program_output");

    private final List<String> notes;

    /** What is left out is said in the notes. */
    InputReader(List<String> notes) {
        this.notes = notes;
    }

    /** The items in their order; none where there is no input. */
    List<Item> read(Fields fields) {
        JsonNode node = fields.node(FIELD);
        if (node == null) {
            return List.of();
        }
        if (node.isTextual()) {
            return List.of(message("user", List.of(new OutputText(node.textValue()))));
        }
        if (!node.isArray()) {
            throw fields.invalid(FIELD, "must be a string or a list of items");
        }
        List<Item> items = new ArrayList<>();
        List<Optional<Item>> read = fields.objects(FIELD, this::item);
        Objects.requireNonNull(read).forEach(item -> item.ifPresent(items::add));
        return List.copyOf(items);
    }

    private Optional<Item> item(Fields fields) {
        String type = fields.string("type");
        // Ids and states come back with what a response had.
        String id = Objects.requireNonNullElse(fields.string("id"), "");
        fields.string("status");
        if (type == null) {
            type = fields.has("role") ? "message" : fields.has("id") ? "item_reference" : fields.requiredString("type");
        }
        if (WITHOUT_EFFECT.contains(type)) {
            fields.passOver();
            notes.add("items of type " + type + " say nothing to a local model and were left out");
            return Optional.empty();
        }
        return Optional.of(known(type, fields)).map(item -> item.withId(id));
    }

    private Item known(String type, Fields fields) {
        return switch (type) {
            case "message" -> message(fields);
            case "function_call" -> call(fields);
            case "custom_tool_call" -> customCall(fields);
            case "function_call_output" -> output(fields, false);
            case "custom_tool_call_output" -> output(fields, true);
            case "reasoning" -> reasoning(fields);
            case "item_reference" -> new Item.Reference(fields.requiredString("id"));
            default ->
                throw fields.invalid(
                        "type",
                        "must be message, function_call, function_call_output, custom_tool_call,"
                                + " custom_tool_call_output, reasoning or item_reference, not \"" + type + "\"");
        };
    }

    private static Item message(String role, List<OutputText> parts) {
        return new Item.Message("", role, parts);
    }

    private static Item message(Fields fields) {
        String role = fields.requiredString("role");
        if (!ROLES.contains(role)) {
            throw fields.invalid("role", "must be one of " + String.join(", ", ROLES) + ", not \"" + role + "\"");
        }
        fields.string("phase");
        return message(role, texts(fields, "content", InputReader::text));
    }

    /** A string, or a list of parts that are text. */
    private static List<OutputText> texts(Fields fields, String name, Function<Fields, OutputText> reader) {
        JsonNode node = fields.node(name);
        if (node == null) {
            throw fields.missing(name);
        }
        if (node.isTextual()) {
            return List.of(new OutputText(node.textValue()));
        }
        if (!node.isArray()) {
            throw fields.invalid(name, "must be a string or a list of parts");
        }
        return Objects.requireNonNull(fields.objects(name, reader));
    }

    /** What a tool returned: refused for a picture, it would end the session of an agent that has looked at one. */
    private OutputText outputPart(Fields part) {
        String type = part.requiredString("type");
        String what = UNSEEN.get(type);
        if (what == null) {
            return text(part);
        }
        part.passOver();
        notes.add("outputs of type " + type + " cannot be read by the model and were left out; it is told so");
        return new OutputText("[" + what + " that you cannot see]");
    }

    private static OutputText text(Fields part) {
        String type = part.requiredString("type");
        if (type.equals("refusal")) {
            return new OutputText(part.requiredString("refusal"));
        }
        if (!TEXT_PARTS.contains(type)) {
            throw part.invalid(
                    "type",
                    "must be input_text, output_text or refusal, not \"" + type
                            + "\": images, sound and files are not supported yet");
        }
        // An answer's parts come back with what stood beside their text.
        part.node("annotations");
        part.node("logprobs");
        return new OutputText(part.requiredString("text"));
    }

    private static Item call(Fields fields) {
        ToolTarget tool = new ToolTarget(
                Objects.requireNonNullElse(fields.string("namespace"), ""), fields.requiredString("name"), false);
        String arguments = fields.requiredString("arguments");
        return new Item.FunctionCall(
                "", fields.requiredString("call_id"), tool, arguments.isBlank() ? "{}" : arguments);
    }

    private static Item customCall(Fields fields) {
        ToolTarget tool = new ToolTarget(
                Objects.requireNonNullElse(fields.string("namespace"), ""), fields.requiredString("name"), true);
        return new Item.CustomCall(
                "", fields.requiredString("call_id"), tool, fields.requiredString(CustomInput.FIELD));
    }

    private Item output(Fields fields, boolean custom) {
        fields.string("name");
        List<String> parts = texts(fields, "output", this::outputPart).stream()
                .map(OutputText::text)
                .toList();
        return new Item.CallOutput("", fields.requiredString("call_id"), String.join("\n", parts), custom);
    }

    /** Thoughts in full are worth more than their summary. */
    private static Item reasoning(Fields fields) {
        String content = thoughts(fields, "content");
        String summary = thoughts(fields, "summary");
        String sealed = fields.string("encrypted_content");
        String opened = sealed == null ? null : SealedThoughts.open(sealed).orElse(null);
        String text = content != null ? content : opened != null ? opened : summary;
        return new Item.Reasoning("", text == null ? "" : text, content == null && summary != null, opened != null);
    }

    private static @Nullable String thoughts(Fields fields, String name) {
        List<String> parts = fields.objects(name, part -> {
            part.string("type");
            return part.requiredString("text");
        });
        return parts == null || parts.isEmpty() ? null : String.join("\n\n", parts);
    }
}
