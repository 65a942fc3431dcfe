package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The answer of {@code POST /api/defaults/NAME/use}. Immutable.
 *
 * @param status {@code loading} until the model is here and in memory, then {@code loaded}
 * @param model the name that requests call it by
 * @param message what happens, for people
 */
public record DefaultUse(String status, String model, String message) implements JsonBody {
    @Override
    public ObjectNode toJson() {
        return Json.object().put("status", status).put("model", model).put("message", message);
    }
}
