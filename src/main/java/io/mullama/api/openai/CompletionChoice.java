package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import org.jspecify.annotations.Nullable;

/**
 * Text that continues a prompt, whole or the next part of it. Immutable.
 *
 * @param finishReason {@code stop} or {@code length}; null while the answer goes on
 */
public record CompletionChoice(
        int index, String text, @Nullable String finishReason) implements Choice {

    @Override
    public ObjectNode toJson() {
        return Choice.close(Json.object().put("text", text).put("index", index), finishReason);
    }
}
