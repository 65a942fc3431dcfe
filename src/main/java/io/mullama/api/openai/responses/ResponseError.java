package io.mullama.api.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.openai.OpenAiError;
import io.mullama.model.MullamaException;

/**
 * Why a response failed after its first byte. Immutable.
 *
 * @param code one of those that OpenAI lists
 */
public record ResponseError(String code, String message) {

    public static ResponseError of(MullamaException e) {
        OpenAiError error = OpenAiError.of(e);
        return new ResponseError(error.status() >= 500 ? "server_error" : "invalid_prompt", error.message());
    }

    ObjectNode toJson() {
        return Json.object().put("code", code).put("message", message);
    }
}
