package io.mullama.api.openai;

import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import io.mullama.api.GenerationOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/chat/completions}. Immutable.
 *
 * @param model null for the daemon's default
 * @param messages at least one
 * @param choices answers to them
 */
public record ChatCompletionRequest(
        @Nullable String model, List<ChatMessage> messages, int choices, StreamChoice stream, GenerationOptions options)
        implements AnswerRequest {

    public static ChatCompletionRequest fromJson(Fields fields) {
        CommonFields.readWithoutEffect(fields);
        CommonFields.refuse(fields, "tools", "functions", "audio");
        requirePlainText(fields);
        List<ChatMessage> messages = fields.objects("messages", ConversationMessage::fromJson);
        if (messages == null) {
            throw fields.missing("messages");
        }
        if (messages.isEmpty()) {
            throw fields.invalid("messages", "must hold at least one message");
        }
        return new ChatCompletionRequest(
                fields.string("model"),
                messages,
                CommonFields.choices(fields, 1),
                StreamChoice.fromJson(fields),
                options(fields));
    }

    private static void requirePlainText(Fields fields) {
        Fields format = fields.object("response_format");
        if (format != null && !format.requiredString("type").equals("text")) {
            throw fields.invalid("response_format", "must be of type text: JSON answers are not supported yet");
        }
        List<String> modalities = fields.strings("modalities");
        if (modalities != null && !modalities.equals(List.of("text"))) {
            throw fields.invalid("modalities", "must be [\"text\"]");
        }
        String toolChoice = fields.has("tool_choice") ? fields.string("tool_choice") : null;
        // Without tools there is nothing to choose from.
        if (toolChoice != null && !List.of("none", "auto").contains(toolChoice)) {
            throw fields.invalid("tool_choice", "must be none or auto: tools are not supported yet");
        }
        fields.bool("parallel_tool_calls");
    }

    /** The newer name of {@code max_tokens} wins. */
    private static GenerationOptions options(Fields fields) {
        GenerationOptions options = GenerationOptions.fromJson(fields);
        Integer most = fields.integer("max_completion_tokens");
        if (most != null && most < -1) {
            throw fields.invalid("max_completion_tokens", "must be at least -1, not " + most);
        }
        return most == null ? options : options.withMaxTokens(most);
    }
}
