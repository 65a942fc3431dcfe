package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The answer of {@code GET /health}. Immutable.
 *
 * @param status {@code ok}, {@code starting} or {@code stopping}
 */
public record Health(String status) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        return Json.object().put("status", status);
    }
}
