package io.mullama.engine;

import java.time.Duration;

/**
 * What a generation took. Immutable.
 *
 * @param cachedPromptTokens of the prompt's tokens, those that were in the KV cache already
 * @param promptDuration from submission to the first token: queue and prefill
 */
public record Usage(int promptTokens, int cachedPromptTokens, int completionTokens, Duration promptDuration) {}
