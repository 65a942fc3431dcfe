package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import java.time.Instant;

/**
 * What every object of one answer begins with. Immutable.
 *
 * @param id {@code chatcmpl-…} or {@code cmpl-…}
 * @param created in whole seconds on the wire
 * @param model as the request called it
 * @param systemFingerprint changes with what computes the answer
 */
public record AnswerIdentity(String id, Instant created, String model, String systemFingerprint) {

    ObjectNode toJson(String object) {
        return Json.object()
                .put("id", id)
                .put("object", object)
                .put("created", created.getEpochSecond())
                .put("model", model)
                .put("system_fingerprint", systemFingerprint);
    }
}
