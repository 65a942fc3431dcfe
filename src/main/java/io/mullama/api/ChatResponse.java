package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer of {@code POST /api/chat}: the whole, or one line of the stream. Immutable.
 *
 * @param statistics there exactly when this is the last
 */
public record ChatResponse(
        String model, ChatMessage message, @Nullable Statistics statistics) implements AnswerPiece {

    @Override
    public String text() {
        return message.content();
    }

    @Override
    public String thinking() {
        return Objects.requireNonNullElse(message.thinking(), "");
    }

    @Override
    public boolean done() {
        return statistics != null;
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("model", model);
        json.set("message", message.toJson());
        json.put("done", done());
        if (statistics != null) {
            statistics.writeTo(json);
        }
        return json;
    }

    public static ChatResponse fromJson(Fields fields) {
        Fields message = fields.object("message");
        if (message == null) {
            throw fields.missing("message");
        }
        return new ChatResponse(
                fields.requiredString("model"),
                ChatMessage.fromJson(message),
                fields.bool("done", false) ? Statistics.fromJson(fields) : null);
    }
}
