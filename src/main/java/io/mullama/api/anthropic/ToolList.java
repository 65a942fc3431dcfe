package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Fields;
import io.mullama.api.ToolField;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code tools} as Anthropic's clients write them. Stateless. */
final class ToolList {
    /** The client runs it, and answers with pictures of a screen. */
    private static final String COMPUTER = "computer_";

    /** Agents with many servers of tools have hundreds; a grammar is made of all of them. */
    private static final int MOST = 1024;

    /** Anthropic's bound; agents make long names of servers' and tools' names. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.:/-]{1,128}");

    private ToolList() {}

    /** The tools that the model can be told of; none where there are none. */
    static List<ToolField> read(Fields fields, Notes notes) {
        List<Optional<ToolField>> read = fields.objects("tools", tool -> tool(tool, notes));
        if (read == null) {
            return List.of();
        }
        List<ToolField> tools = read.stream().flatMap(Optional::stream).toList();
        if (tools.size() > MOST) {
            throw fields.invalid("tools", "must hold at most " + MOST + " tools, not " + tools.size());
        }
        Set<String> names = new HashSet<>();
        for (ToolField tool : tools) {
            if (!names.add(tool.name())) {
                throw fields.invalid("tools", "has two tools of the name \"" + tool.name() + "\"");
            }
        }
        return tools;
    }

    private static Optional<ToolField> tool(Fields tool, Notes notes) {
        Notes.readMarked(
                tool,
                "defer_loading",
                "eager_input_streaming",
                "strict",
                "allowed_callers",
                "input_examples",
                "max_characters");
        String type = Objects.requireNonNullElse(tool.string("type"), "custom");
        Optional<ClientTool> known = ClientTool.of(type);
        if (known.isPresent()) {
            return Optional.of(ToolField.of(
                    name(tool), known.get().description(), known.get().parameters()));
        }
        if (type.equals("custom") || tool.has("input_schema")) {
            String description = Objects.requireNonNullElse(tool.string("description"), "");
            return Optional.of(ToolField.of(name(tool), description, schema(tool)));
        }
        tool.passOver();
        notes.leftOut(
                tool,
                type.startsWith(COMPUTER)
                        ? "which the model cannot use, as it reads no images, and was left out"
                        : "a tool that only Anthropic's servers run, and was left out");
        return Optional.empty();
    }

    private static String name(Fields tool) {
        String name = tool.requiredString("name");
        if (!NAME.matcher(name).matches()) {
            throw tool.invalid(
                    "name", "must have 1 to 128 letters, digits and signs among _ - . : /, and nothing else");
        }
        return name;
    }

    private static ObjectNode schema(Fields tool) {
        JsonNode schema = tool.node("input_schema");
        if (schema == null) {
            throw tool.missing("input_schema");
        }
        if (!(schema instanceof ObjectNode object)) {
            throw tool.invalid("input_schema", "must be a JSON Schema, an object");
        }
        if (schema.hasNonNull("type") && !schema.get("type").asText("object").equals("object")) {
            throw tool.invalid("input_schema", "must be of type object");
        }
        return object;
    }
}
