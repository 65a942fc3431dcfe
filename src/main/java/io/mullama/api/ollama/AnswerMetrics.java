package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * What an answer took, in Ollama's names and in nanoseconds. Immutable.
 *
 * @param promptTokens those from the cache included
 */
public record AnswerMetrics(Times times, int promptTokens, int evalTokens) {

    /**
     * Where the time went.
     *
     * @param total from the request's arrival
     * @param load until the model was there
     * @param promptEval from then to the first token
     * @param eval from then to the end
     */
    public record Times(Duration total, Duration load, Duration promptEval, Duration eval) {}

    void writeTo(ObjectNode json) {
        json.put("total_duration", times.total.toNanos())
                .put("load_duration", times.load.toNanos())
                .put("prompt_eval_count", promptTokens)
                .put("prompt_eval_duration", times.promptEval.toNanos())
                .put("eval_count", evalTokens)
                .put("eval_duration", times.eval.toNanos());
    }
}
