package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model in {@code GET /api/models}: the contract's fields, then ours. Immutable.
 *
 * @param alias the name it is called by
 * @param path the GGUF file; empty for one that is not here yet
 * @param contextSize tokens a request may use: as loaded, or as it would be
 * @param gpuLayers layers on the GPU; -1 for all that fit
 * @param loaded whether it is in memory now
 * @param sizeBytes of the file
 * @param quantization as people write it: {@code Q4_K_M}
 * @param family the architecture as its file has it: {@code llama}
 * @param modifiedAt of the file
 * @param origin who put it there: {@code mullama}, {@code bundled}, {@code file}, {@code Ollama}
 * @param state how far it is on its way into memory
 * @param expiresAt when it is unloaded if nobody uses it; null while not loaded, in use, or kept for ever
 */
public record ModelEntry(
        String alias,
        String path,
        long parameters,
        int contextSize,
        int gpuLayers,
        boolean isDefault,
        int activeRequests,
        boolean loaded,
        long sizeBytes,
        String quantization,
        String family,
        String origin,
        ModelState state,
        @Nullable Instant modifiedAt,
        @Nullable Instant expiresAt) {

    /** The same in another state. */
    public ModelEntry with(ModelState other) {
        return new ModelEntry(
                alias,
                path,
                parameters,
                contextSize,
                gpuLayers,
                isDefault,
                activeRequests,
                loaded,
                sizeBytes,
                quantization,
                family,
                origin,
                other,
                modifiedAt,
                expiresAt);
    }

    /** Whether its files are; one that is on its way has none yet. */
    public boolean isHere() {
        return !path.isEmpty();
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        writeContract(json);
        writeMore(json);
        return json;
    }

    /** The fields that the contract lists. */
    void writeContract(ObjectNode json) {
        json.put("alias", alias)
                .put("path", path)
                .put("parameters", parameters)
                .put("context_size", contextSize)
                .put("gpu_layers", gpuLayers)
                .put("is_default", isDefault)
                .put("active_requests", activeRequests);
    }

    /** Those that follow them. */
    void writeMore(ObjectNode json) {
        json.put("loaded", loaded)
                .put("size_bytes", sizeBytes)
                .put("quantization", quantization)
                .put("family", family)
                .put("origin", origin);
        state.writeTo(json);
        if (modifiedAt != null) {
            json.put("modified_at", modifiedAt.toString());
        }
        if (expiresAt != null) {
            json.put("expires_at", expiresAt.toString());
        }
    }

    public static ModelEntry fromJson(Fields fields) {
        return new ModelEntry(
                fields.requiredString("alias"),
                fields.requiredString("path"),
                Objects.requireNonNullElse(fields.longInteger("parameters"), 0L),
                Objects.requireNonNullElse(fields.integer("context_size"), 0),
                Objects.requireNonNullElse(fields.integer("gpu_layers"), 0),
                fields.bool("is_default", false),
                Objects.requireNonNullElse(fields.integer("active_requests"), 0),
                fields.bool("loaded", false),
                Objects.requireNonNullElse(fields.longInteger("size_bytes"), 0L),
                Objects.requireNonNullElse(fields.string("quantization"), ""),
                Objects.requireNonNullElse(fields.string("family"), ""),
                Objects.requireNonNullElse(fields.string("origin"), ""),
                ModelState.fromJson(fields),
                instant(fields, "modified_at"),
                instant(fields, "expires_at"));
    }

    private static @Nullable Instant instant(Fields fields, String name) {
        String text = fields.string(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw fields.invalid(name, "must be a time such as 2025-01-31T12:00:00Z, not " + text);
        }
    }
}
