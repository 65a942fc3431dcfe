package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Reads what a tool returned. Stateless. */
final class ToolResult {
    private static final String MARK = "Error: ";

    private ToolResult() {}

    static ChatMessage read(Fields block, Notes notes) {
        Notes.readWithoutEffect(block, "cache_control", "toolset_name");
        String id = block.requiredString("tool_use_id");
        boolean failed = block.bool("is_error", false);
        String text = text(block, notes);
        return new ChatMessage(
                "tool",
                failed ? marked(text) : text,
                null,
                List.of(),
                new ChatMessage.AnsweredCall("", ToolUseIds.fromWire(id)));
    }

    private static String text(Fields block, Notes notes) {
        JsonNode node = block.node("content");
        if (node == null || node.isTextual()) {
            return node == null ? "" : node.textValue();
        }
        TextBlocks.requireBlocks(block, "content", node);
        return String.join("\n", Objects.requireNonNull(block.objects("content", part -> part(part, notes))));
    }

    private static String part(Fields part, Notes notes) {
        switch (part.requiredString("type")) {
            case "image" -> {
                // Refused, it would end the session of an agent that looked at a picture once.
                Notes.readWithoutEffect(part, "source", "cache_control");
                notes.leftOut(part, "which the model cannot read; it is told so");
                return "[an image, which you cannot see]";
            }
            case "tool_reference" -> {
                part.node("cache_control");
                return part.requiredString("tool_name");
            }
            default -> {
                return TextBlocks.of(part)
                        .orElseThrow(() ->
                                TextBlocks.unknown(part, "text, image, document, search_result or tool_reference"));
            }
        }
    }

    /** Templates have no place for it, and models know it so. */
    private static String marked(String text) {
        return text.stripLeading().toLowerCase(Locale.ROOT).startsWith("error") ? text : MARK + text;
    }
}
