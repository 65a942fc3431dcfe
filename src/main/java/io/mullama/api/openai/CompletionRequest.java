package io.mullama.api.openai;

import io.mullama.api.Fields;
import io.mullama.api.GenerationOptions;
import io.mullama.api.LogprobFields;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/completions}. Immutable.
 *
 * @param model null for the daemon's default
 */
public record CompletionRequest(
        @Nullable String model, CompletionPrompt prompt, StreamChoice stream, GenerationOptions options)
        implements AnswerRequest {

    public static CompletionRequest fromJson(Fields fields) {
        CommonFields.readWithoutEffect(fields);
        CommonFields.requireOneAnswer(fields);
        CommonFields.refuse(fields, "suffix", "echo", "logprobs");
        requireFirstAnswer(fields);
        return new CompletionRequest(
                fields.string("model"),
                CompletionPrompt.fromJson(fields),
                StreamChoice.fromJson(fields),
                GenerationOptions.fromJson(fields, LogprobFields.NONE));
    }

    private static void requireFirstAnswer(Fields fields) {
        Integer bestOf = fields.integer("best_of");
        if (bestOf != null && bestOf != 1) {
            throw fields.invalid("best_of", "must be 1: choosing among several answers is not supported");
        }
    }
}
