package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was measured: the last line of {@code POST /api/bench}. Immutable.
 *
 * @param model the name it is called by
 * @param sizeBytes of the weights
 * @param quantization as people write it: {@code Q4_K_M}
 * @param threads of the CPU that compute, at most
 * @param gpuLayers layers on the GPU
 * @param contextSize tokens that one request may use
 * @param parallel requests that the model works on at once
 * @param version of the daemon
 */
public record BenchSetup(
        String model,
        long sizeBytes,
        long parameters,
        String quantization,
        String architecture,
        int threads,
        int gpuLayers,
        int contextSize,
        int parallel,
        String version)
        implements BenchLine {

    @Override
    public boolean done() {
        return true;
    }

    @Override
    public ObjectNode toJson() {
        return Json.object()
                .put("model", model)
                .put("size_bytes", sizeBytes)
                .put("parameters", parameters)
                .put("quantization", quantization)
                .put("architecture", architecture)
                .put("threads", threads)
                .put("gpu_layers", gpuLayers)
                .put("context_size", contextSize)
                .put("parallel", parallel)
                .put("version", version)
                .put("done", true);
    }

    static BenchSetup fromJson(Fields fields) {
        return new BenchSetup(
                fields.requiredString("model"),
                Objects.requireNonNullElse(fields.longInteger("size_bytes"), 0L),
                Objects.requireNonNullElse(fields.longInteger("parameters"), 0L),
                orEmpty(fields.string("quantization")),
                orEmpty(fields.string("architecture")),
                orZero(fields.integer("threads")),
                orZero(fields.integer("gpu_layers")),
                orZero(fields.integer("context_size")),
                orZero(fields.integer("parallel")),
                orEmpty(fields.string("version")));
    }

    private static String orEmpty(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static int orZero(@Nullable Integer value) {
        return Objects.requireNonNullElse(value, 0);
    }
}
