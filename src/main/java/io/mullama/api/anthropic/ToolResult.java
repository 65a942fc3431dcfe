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
        Notes.readMarked(block, "toolset_name");
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
        String type = part.requiredString("type");
        if (type.equals("image")) {
            return unread(part, "[an image, which you cannot see]", notes);
        }
        if (type.equals("document") && TextBlocks.isFile(part)) {
            return unread(part, "[a file, which you cannot read]", notes);
        }
        if (type.equals("tool_reference")) {
            Notes.readMarked(part);
            return part.requiredString("tool_name");
        }
        return TextBlocks.of(part, notes)
                .orElseThrow(() -> TextBlocks.unknown(part, "text, image, document, search_result or tool_reference"));
    }

    /** Refused, it would end the session of an agent that looked at a picture or a file once. */
    private static String unread(Fields part, String told, Notes notes) {
        part.passOver();
        notes.leftOut(part, "which the model cannot read; it is told so");
        return told;
    }

    /** Templates have no place for it, and models know it so. */
    private static String marked(String text) {
        return text.stripLeading().toLowerCase(Locale.ROOT).startsWith("error") ? text : MARK + text;
    }
}
