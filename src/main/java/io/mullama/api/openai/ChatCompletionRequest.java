package io.mullama.api.openai;

import io.mullama.api.AnswerFields;
import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import io.mullama.api.FormatField;
import io.mullama.api.GenerationOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/chat/completions}. Immutable.
 *
 * @param model null for the daemon's default
 * @param messages at least one
 * @param truncate whether the oldest turns may be left out if the context has no room for all
 * @param choices answers to them
 */
public record ChatCompletionRequest(
        @Nullable String model,
        List<ChatMessage> messages,
        boolean truncate,
        int choices,
        StreamChoice stream,
        AnswerFields answer,
        GenerationOptions options)
        implements AnswerRequest {

    public static ChatCompletionRequest fromJson(Fields fields) {
        CommonFields.readWithoutEffect(fields);
        CommonFields.refuse(fields, "functions", "audio");
        requireText(fields);
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
                fields.bool("truncate", false),
                CommonFields.choices(fields, 1),
                StreamChoice.fromJson(fields),
                AnswerFields.fromJson(fields, ReasoningEffort.read(fields), format(fields)),
                options(fields));
    }

    private static void requireText(Fields fields) {
        List<String> modalities = fields.strings("modalities");
        if (modalities != null && !modalities.equals(List.of("text"))) {
            throw fields.invalid("modalities", "must be [\"text\"]");
        }
    }

    /** OpenAI's word, or mullama's where that is missing. */
    private static FormatField format(Fields fields) {
        FormatField own = ResponseFormat.read(fields);
        FormatField other = FormatField.read(fields);
        return own == FormatField.FREE ? other : own;
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
