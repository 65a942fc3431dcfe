package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.time.Instant;

/**
 * The answer to a request that has nothing to be answered: its model was loaded or unloaded. Immutable.
 *
 * @param chat whether it is a conversation's
 * @param reason {@code load} or {@code unload}
 */
public record ReadyAnswer(String model, boolean chat, String reason, Instant createdAt) implements JsonBody {
    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("model", model).put("created_at", createdAt.toString());
        if (chat) {
            json.putObject("message").put("role", "assistant").put("content", "");
        } else {
            json.put("response", "");
        }
        return json.put("done", true).put("done_reason", reason);
    }
}
