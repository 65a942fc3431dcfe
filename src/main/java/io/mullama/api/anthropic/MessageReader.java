package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.ToolCallField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads one message as Anthropic's clients write it, which may hold several turns of a conversation. For one message. */
final class MessageReader {
    private static final List<String> ROLES = List.of("user", "assistant", "system");

    /** What Anthropic's servers do by themselves, and say in an answer that is sent back. */
    private static final Set<String> SERVERS = Set.of(
            "server_tool_use",
            "mcp_tool_use",
            "mcp_tool_listing",
            "container_upload",
            "compaction",
            "fallback",
            "tool_addition",
            "tool_removal");

    private final String role;
    private final Notes notes;
    private final List<ChatMessage> results = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final StringBuilder thinking = new StringBuilder();
    private final List<ToolCallField> calls = new ArrayList<>();

    private MessageReader(String role, Notes notes) {
        this.role = role;
        this.notes = notes;
    }

    /** The turns of a message: results of tools each have one of their own. */
    static List<ChatMessage> read(Fields fields, Notes notes) {
        Notes.readMarked(fields, "id", "type");
        String role = fields.requiredString("role");
        if (!ROLES.contains(role)) {
            throw fields.invalid("role", "must be user, assistant or system, not \"" + role + "\"");
        }
        JsonNode content = fields.node("content");
        if (content == null) {
            throw fields.missing("content");
        }
        if (content.isTextual()) {
            return List.of(new ChatMessage(role, content.textValue()));
        }
        TextBlocks.requireBlocks(fields, "content", content);
        MessageReader reader = new MessageReader(role, notes);
        fields.objects("content", reader::block);
        return role.equals("assistant") ? List.of(reader.answer()) : reader.turns();
    }

    private boolean block(Fields block) {
        String type = block.requiredString("type");
        switch (type) {
            case "tool_result" -> {
                requireRole("user", block);
                results.add(ToolResult.read(block, notes));
            }
            case "tool_use" -> {
                requireRole("assistant", block);
                calls.add(call(block));
            }
            case "thinking" -> {
                requireRole("assistant", block);
                block.node("signature");
                thinking.append(block.requiredString("thinking"));
            }
            case "redacted_thinking" -> Notes.readWithoutEffect(block, "data");
            default -> other(block, type);
        }
        return true;
    }

    private void other(Fields block, String type) {
        if (SERVERS.contains(type) || (type.endsWith("_tool_result") && role.equals("assistant"))) {
            notes.leftOut(block, "of which only Anthropic's servers know, and was left out");
            return;
        }
        texts.add(TextBlocks.of(block, notes).orElseThrow(() -> TextBlocks.unknown(block, known())));
    }

    private String known() {
        return role.equals("assistant")
                ? "text, thinking, redacted_thinking or tool_use"
                : "text, tool_result, document or search_result";
    }

    private void requireRole(String wanted, Fields block) {
        if (!role.equals(wanted)) {
            String type = block.requiredString("type");
            throw block.invalid("type", "must not be " + type + " in a message of the role \"" + role + "\"");
        }
    }

    private static ToolCallField call(Fields block) {
        Notes.readMarked(block, "caller", "toolset_name");
        JsonNode input = block.node("input");
        if (input != null && !input.isObject()) {
            throw block.invalid("input", "must be an object");
        }
        return new ToolCallField(
                ToolUseIds.fromWire(block.requiredString("id")),
                block.requiredString("name"),
                input == null ? "{}" : Json.text(input));
    }

    /** Blocks of an answer that are all text are one text: they are parted where it has citations. */
    private ChatMessage answer() {
        return new ChatMessage(
                role,
                String.join("", texts),
                thinking.isEmpty() ? null : thinking.toString(),
                calls,
                ChatMessage.AnsweredCall.NONE);
    }

    /** Results stand first: they belong to the calls before this message. */
    private List<ChatMessage> turns() {
        List<ChatMessage> turns = new ArrayList<>(results);
        if (!texts.isEmpty() || results.isEmpty()) {
            turns.add(new ChatMessage(role, String.join("\n", texts)));
        }
        return turns;
    }
}
