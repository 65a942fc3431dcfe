package io.mullama.server;

import io.mullama.api.ChatMessage;
import io.mullama.api.ChatResponse;
import io.mullama.api.GenerateResponse;
import io.mullama.api.IgnoredFields;
import io.mullama.api.JsonBody;
import io.mullama.api.Statistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a route words an answer: a piece without statistics, the last line of a stream or the whole with them. */
@FunctionalInterface
interface AnswerFormat {
    AnswerFormat GENERATE = GenerateResponse::new;
    AnswerFormat CHAT = (model, text, statistics) -> new ChatResponse(model, ChatMessage.assistant(text), statistics);

    JsonBody body(String model, String text, @Nullable Statistics statistics);

    /** The same, but the answer's end names the request's fields that were not understood. */
    default AnswerFormat warningOf(List<String> ignoredFields) {
        if (ignoredFields.isEmpty()) {
            return this;
        }
        return (model, text, statistics) -> {
            JsonBody body = body(model, text, statistics);
            return statistics == null ? body : new IgnoredFields(body, ignoredFields);
        };
    }
}
