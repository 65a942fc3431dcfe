package io.mullama.api.openai;

import io.mullama.api.Fields;
import io.mullama.api.GenerationOptions;
import io.mullama.api.LogprobFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/completions}. Immutable.
 *
 * @param model null for the daemon's default
 * @param prompts at least one
 * @param choices answers to each of them
 */
public record CompletionRequest(
        @Nullable String model,
        List<CompletionPrompt> prompts,
        int choices,
        StreamChoice stream,
        GenerationOptions options)
        implements AnswerRequest {

    public static CompletionRequest fromJson(Fields fields) {
        CommonFields.readWithoutEffect(fields);
        CommonFields.refuse(fields, "suffix", "echo", "logprobs");
        List<CompletionPrompt> prompts = CompletionPrompt.fromJson(fields);
        int choices = CommonFields.choices(fields, prompts.size());
        requireEveryAnswer(fields, choices);
        return new CompletionRequest(
                fields.string("model"),
                prompts,
                choices,
                StreamChoice.fromJson(fields),
                GenerationOptions.fromJson(fields, LogprobFields.NONE));
    }

    /** The best of as many as are asked for are all of them. */
    private static void requireEveryAnswer(Fields fields, int choices) {
        Integer bestOf = fields.integer("best_of");
        if (bestOf != null && bestOf != 1 && bestOf != choices) {
            throw fields.invalid("best_of", "must be 1: choosing among several answers is not supported");
        }
    }
}
