package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An answer of {@code POST /api/generate}: the whole, or one line of the stream. Immutable.
 *
 * @param statistics there exactly when this is the last
 */
public record GenerateResponse(
        String model, String response, @Nullable Statistics statistics) implements AnswerPiece {

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
        ObjectNode json =
                Json.object().put("model", model).put("response", response).put("done", done());
        if (statistics != null) {
            statistics.writeTo(json);
        }
        return json;
    }

    public static GenerateResponse fromJson(Fields fields) {
        return new GenerateResponse(
                fields.requiredString("model"),
                fields.requiredString("response"),
                fields.bool("done", false) ? Statistics.fromJson(fields) : null);
    }
}
