package io.mullama.server.metrics;

import java.time.Duration;
import java.util.List;

/**
 * What the daemon is at the moment when it is asked. Immutable.
 *
 * @param modelsLoaded those that are being loaded too
 * @param memoryUsed bytes, of all loaded models
 * @param models those that can answer
 */
public record Snapshot(String version, Duration uptime, int modelsLoaded, long memoryUsed, List<Model> models) {
    /**
     * A loaded model.
     *
     * @param name as it is stored
     * @param memory bytes, as they were estimated
     * @param load how long its loading took
     */
    public record Model(Shape shape, String name, long memory, Duration load, int active) {}

    /** What a model is by its file and its settings. */
    public record Shape(long parameters, int contextSize, int gpuLayers) {}
}
