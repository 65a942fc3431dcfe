package io.mullama.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import java.util.List;

/** Reads a message as OpenAI's clients write it, with the content as a string or in parts. Stateless. */
final class ConversationMessage {
    private ConversationMessage() {}

    static ChatMessage fromJson(Fields fields) {
        String role = ChatMessage.role(fields);
        CommonFields.refuse(fields, "tool_calls", "function_call", "audio");
        // Clients send back an answer's message as they got it, and these stand in it.
        CommonFields.refuse(fields, "refusal");
        fields.node("annotations");
        fields.string("tool_call_id");
        return new ChatMessage(role, content(fields));
    }

    private static String content(Fields fields) {
        JsonNode node = fields.node("content");
        if (node == null) {
            throw fields.missing("content");
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (!node.isArray() || node.isEmpty()) {
            throw fields.invalid("content", "must be a string, or a list of parts such as {\"type\": \"text\", …}");
        }
        List<String> texts = fields.objects("content", ConversationMessage::text);
        return texts == null ? "" : String.join("\n", texts);
    }

    private static String text(Fields part) {
        String type = part.requiredString("type");
        if (!type.equals("text")) {
            throw part.invalid(
                    "type", "must be text, not \"" + type + "\": images, sound and files are not supported yet");
        }
        return part.requiredString("text");
    }
}
