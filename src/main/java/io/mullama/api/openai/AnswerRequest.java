package io.mullama.api.openai;

import io.mullama.api.GenerationOptions;
import org.jspecify.annotations.Nullable;

/** A request for an answer, on whichever route. */
public sealed interface AnswerRequest permits CompletionRequest, ChatCompletionRequest {
    /** Null for the daemon's default. */
    @Nullable
    String model();

    /** Answers to each prompt that are generated, at least one. */
    int choices();

    /** Of these, how many are answered with. */
    int kept();

    StreamChoice stream();

    GenerationOptions options();
}
