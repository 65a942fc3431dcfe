package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer of {@code POST /api/generate}: the whole, or one line of the stream. Immutable.
 *
 * @param thinking what the model thought; empty for nothing
 * @param statistics there exactly when this is the last
 */
public record GenerateResponse(
        String model,
        String response,
        String thinking,
        @Nullable Statistics statistics) implements AnswerPiece {

    /** Without thoughts. */
    public GenerateResponse(String model, String response, @Nullable Statistics statistics) {
        this(model, response, "", statistics);
    }

    @Override
    public String text() {
        return response;
    }

    @Override
    public boolean done() {
        return statistics != null;
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("model", model).put("response", response);
        if (!thinking.isEmpty()) {
            json.put("thinking", thinking);
        }
        json.put("done", done());
        if (statistics != null) {
            statistics.writeTo(json);
        }
        return json;
    }

    public static GenerateResponse fromJson(Fields fields) {
        return new GenerateResponse(
                fields.requiredString("model"),
                fields.requiredString("response"),
                Objects.requireNonNullElse(fields.string("thinking"), ""),
                fields.bool("done", false) ? Statistics.fromJson(fields) : null);
    }
}
