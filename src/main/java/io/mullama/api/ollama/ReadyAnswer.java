package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.ChatMessage;
import io.mullama.api.ChatResponse;
import io.mullama.api.GenerateResponse;
import io.mullama.api.JsonBody;
import io.mullama.api.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The answer to a request that has nothing to be answered: its model was loaded or unloaded. Immutable.
 *
 * @param chat whether it is a conversation's
 * @param reason {@code load} or {@code unload}
 * @param took until the model was there, or gone
 */
public record ReadyAnswer(String model, boolean chat, String reason, Instant createdAt, Duration took)
        implements JsonBody {
    @Override
    public ObjectNode toJson() {
        Statistics statistics = new Statistics(reason, took.toMillis(), took.toMillis(), 0, 0, 0, 0);
        JsonBody answer = chat
                ? new ChatResponse(model, ChatMessage.assistant(""), statistics)
                : new GenerateResponse(model, "", statistics);
        AnswerMetrics.Times times = new AnswerMetrics.Times(took, took, Duration.ZERO, Duration.ZERO);
        return new OllamaAnswer(answer, createdAt, new AnswerMetrics(times, 0, 0), List.of()).toJson();
    }
}
