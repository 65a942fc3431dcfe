package io.mullama.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.ChatMessage;
import io.mullama.api.ChatMessage.AnsweredCall;
import io.mullama.api.Fields;
import io.mullama.api.ToolCallField;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads messages as OpenAI's clients write them. Stateless. */
final class ConversationMessage {
    private static final String CONTENT = "content";
    private static final String FUNCTION_CALL = "function_call";

    /** Of the time before {@code tools}: what came of a call. */
    private static final String FUNCTION = "function";

    private static final List<String> ROLES = List.of("system", "developer", "user", "assistant", "tool", FUNCTION);

    private ConversationMessage() {}

    /** A conversation, which has one message at least. */
    static List<ChatMessage> list(Fields fields) {
        List<ChatMessage> messages = fields.objects("messages", ConversationMessage::fromJson);
        if (messages == null) {
            throw fields.missing("messages");
        }
        if (messages.isEmpty()) {
            throw fields.invalid("messages", "must hold at least one message");
        }
        return withIds(messages);
    }

    private static ChatMessage fromJson(Fields fields) {
        String role = role(fields);
        CommonFields.refuse(fields, "audio", "images");
        // Who of several speaks: templates have no place for it.
        fields.string("name");
        // Clients send back an answer's message as they got it, and this stands in it.
        fields.node("annotations");
        boolean assistant = role.equals("assistant");
        List<ToolCallField> calls = calls(fields, role);
        String thinking = assistant ? thinking(fields) : null;
        String refusal = assistant ? fields.string("refusal") : null;
        return new ChatMessage(
                role.equals(FUNCTION) ? "tool" : role,
                content(fields, refusal, !calls.isEmpty() || thinking != null),
                thinking,
                calls,
                answered(fields, role));
    }

    private static String role(Fields fields) {
        String role = fields.requiredString("role");
        if (!ROLES.contains(role)) {
            throw fields.invalid("role", "must be one of " + String.join(", ", ROLES) + ", not \"" + role + "\"");
        }
        return role;
    }

    private static @Nullable String thinking(Fields fields) {
        String thinking = null;
        for (String name : List.of("reasoning", "reasoning_content", "thinking")) {
            String value = fields.string(name);
            thinking = value == null ? thinking : value;
        }
        return thinking;
    }

    private static List<ToolCallField> calls(Fields fields, String role) {
        List<ToolCallField> calls = new ArrayList<>();
        List<ToolCallField> named = fields.objects("tool_calls", ConversationMessage::call);
        if (named != null) {
            calls.addAll(named);
        }
        Fields before = fields.object(FUNCTION_CALL);
        if (before != null) {
            calls.add(ToolCallField.ofFunction("", before));
        }
        if (!calls.isEmpty() && !role.equals("assistant")) {
            String name = before == null ? "tool_calls" : FUNCTION_CALL;
            throw fields.invalid(name, "are an assistant's, not of the role \"" + role + "\"");
        }
        return calls;
    }

    private static ToolCallField call(Fields fields) {
        String type = fields.string("type");
        if (type != null && !type.equals(FUNCTION)) {
            throw fields.invalid("type", "must be function, not \"" + type + "\"");
        }
        return ToolCallField.fromJson(fields);
    }

    private static AnsweredCall answered(Fields fields, String role) {
        return switch (role) {
            case "tool" -> {
                String tool = fields.string("name");
                String other = fields.string("tool_name");
                yield new AnsweredCall(
                        Objects.requireNonNullElse(other == null ? tool : other, ""),
                        Objects.requireNonNullElse(fields.string("tool_call_id"), ""));
            }
            case FUNCTION -> new AnsweredCall(fields.requiredString("name"), "");
            default -> AnsweredCall.NONE;
        };
    }

    /** A refusal is what an assistant said, where it said nothing else. */
    private static String content(Fields fields, @Nullable String refusal, boolean mayBeMissing) {
        JsonNode node = fields.node(CONTENT);
        if (node == null && (mayBeMissing || refusal != null)) {
            return Objects.requireNonNullElse(refusal, "");
        }
        if (node == null) {
            throw fields.missing(CONTENT);
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (!node.isArray() || node.isEmpty()) {
            throw fields.invalid(CONTENT, "must be a string, or a list of parts such as {\"type\": \"text\", …}");
        }
        return String.join("\n", Objects.requireNonNull(fields.objects(CONTENT, ConversationMessage::part)));
    }

    private static String part(Fields part) {
        String type = part.requiredString("type");
        return switch (type) {
            case "text", "refusal" -> part.requiredString(type);
            case "image_url", "input_audio", "file", "video_url" ->
                throw part.invalid(
                        "type", "must be text, not \"" + type + "\": images, sound and files are not supported yet");
            default -> throw part.invalid("type", "must be text or refusal, not \"" + type + "\"");
        };
    }

    /** Calls from before there were ids, and what came of them, get the same ones: templates pair them by these. */
    private static List<ChatMessage> withIds(List<ChatMessage> messages) {
        List<ChatMessage> all = new ArrayList<>(messages);
        String latest = "";
        for (int i = 0; i < all.size(); i++) {
            ChatMessage message = all.get(i);
            if (!message.toolCalls().isEmpty()) {
                ToolCallField only = message.toolCalls().get(0);
                boolean nameless = message.toolCalls().size() == 1 && only.id().isEmpty();
                latest = nameless ? "call_" + i : "";
                all.set(i, nameless ? with(message, only, latest) : message);
            } else if (message.role().equals("tool")
                    && message.answers().callId().isEmpty()
                    && !latest.isEmpty()) {
                AnsweredCall answers = new AnsweredCall(message.answers().tool(), latest);
                all.set(i, new ChatMessage("tool", message.content(), null, List.of(), answers));
            }
        }
        return all;
    }

    private static ChatMessage with(ChatMessage message, ToolCallField call, String id) {
        List<ToolCallField> calls = List.of(new ToolCallField(id, call.name(), call.arguments()));
        return new ChatMessage(message.role(), message.content(), message.thinking(), calls, message.answers());
    }
}
