package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an answer cost: the last line of a stream, and part of every answer. Durations are in milliseconds. Immutable.
 *
 * @param doneReason why it ended: {@code stop}, {@code length}, {@code cancelled}
 * @param totalDurationMs from the request's arrival to the last token
 * @param loadDurationMs of that, waiting for the model to be loaded
 * @param promptDurationMs of that, from the model being there to the first token: queue and prefill
 * @param cachedPromptTokens of the prompt's tokens, those that were not computed again
 */
public record Statistics(
        String doneReason,
        long totalDurationMs,
        long loadDurationMs,
        long promptDurationMs,
        int promptTokens,
        int cachedPromptTokens,
        int completionTokens) {

    /** Completion tokens over the total duration, per second; 0 where no time has passed. */
    public double tokensPerSecond() {
        return totalDurationMs <= 0 ? 0 : Math.round(completionTokens * 10_000.0 / totalDurationMs) / 10.0;
    }

    void writeTo(ObjectNode json) {
        // The contract's, then ours.
        json.put("total_duration_ms", totalDurationMs)
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("tokens_per_second", tokensPerSecond())
                .put("done_reason", doneReason)
                .put("load_duration_ms", loadDurationMs)
                .put("prompt_duration_ms", promptDurationMs)
                .put("cached_prompt_tokens", cachedPromptTokens);
    }

    static Statistics fromJson(Fields fields) {
        return new Statistics(
                Objects.requireNonNullElse(fields.string("done_reason"), "stop"),
                orZero(fields.longInteger("total_duration_ms")),
                orZero(fields.longInteger("load_duration_ms")),
                orZero(fields.longInteger("prompt_duration_ms")),
                orZero(fields.integer("prompt_tokens")),
                orZero(fields.integer("cached_prompt_tokens")),
                orZero(fields.integer("completion_tokens")));
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
