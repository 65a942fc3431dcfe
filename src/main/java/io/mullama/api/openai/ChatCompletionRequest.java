package io.mullama.api.openai;

import io.mullama.api.AnswerFields;
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
 * @param truncate whether the oldest turns may be left out if the context has no room for all
 * @param choices answers to them
 * @param functions whether the request calls its tools functions, and the answer is to word calls so
 */
public record ChatCompletionRequest(
        @Nullable String model,
        List<ChatMessage> messages,
        boolean truncate,
        int choices,
        boolean functions,
        StreamChoice stream,
        AnswerFields answer,
        GenerationOptions options)
        implements AnswerRequest {

    private static final List<String> VERBOSITIES = List.of("low", "medium", "high");

    public static ChatCompletionRequest fromJson(Fields fields) {
        CommonFields.readWithoutEffect(fields);
        requireText(fields);
        readHints(fields);
        return new ChatCompletionRequest(
                fields.string("model"),
                ConversationMessage.list(fields),
                fields.bool("truncate", false),
                CommonFields.choices(fields, "n", 1),
                ToolUses.areFunctions(fields),
                StreamChoice.fromJson(fields),
                answer(fields),
                options(fields));
    }

    private static AnswerFields answer(Fields fields) {
        AnswerFields answer = AnswerFields.fromJson(
                fields, ToolUses.read(fields), ReasoningEffort.read(fields), ResponseFormat.readAny(fields));
        // There was one call in an answer then.
        return ToolUses.areFunctions(fields) ? answer.withOneCall() : answer;
    }

    /** Refuses what the answer would not be without, and tells what is no more than a wish. */
    private static void readHints(Fields fields) {
        CommonFields.refuse(fields, "audio", "moderation");
        if (fields.has("web_search_options")) {
            throw fields.invalid("web_search_options", "is not supported: nothing here searches the web; leave it out");
        }
        fields.anyObject("prediction");
        String verbosity = fields.string("verbosity");
        if (verbosity != null && !VERBOSITIES.contains(verbosity)) {
            throw fields.invalid(
                    "verbosity", "must be one of " + String.join(", ", VERBOSITIES) + ", not \"" + verbosity + "\"");
        }
        if (verbosity != null && !verbosity.equals("medium")) {
            fields.ignore("verbosity");
        }
    }

    private static void requireText(Fields fields) {
        List<String> modalities = fields.stringList("modalities");
        if (modalities != null && !modalities.equals(List.of("text"))) {
            throw fields.invalid("modalities", "must be [\"text\"]");
        }
    }

    @Override
    public int kept() {
        return choices;
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
