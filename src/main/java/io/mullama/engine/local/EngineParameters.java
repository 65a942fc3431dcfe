package io.mullama.engine.local;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How a model is loaded. Immutable.
 *
 * @param contextSize tokens that one request may use; what the model was trained on, where that is less
 * @param parallel generations at once
 * @param kvSize tokens that the KV cache holds for all of them together; negative for a context for each
 * @param threads CPU threads; negative for as many as pay, up to the physical cores
 * @param gpuLayers negative for all that fit
 * @param maxQueue requests that may wait for their turn
 * @param maxStall the longest step, as predicted, where a prompt is computed beside answers
 * @param promptCacheBytes host memory for what the KV cache had to give up
 */
public record EngineParameters(
        int contextSize,
        int parallel,
        int kvSize,
        int threads,
        int gpuLayers,
        int maxQueue,
        Duration maxStall,
        long promptCacheBytes) {
    private static final int MAX_QUEUE = 512;
    private static final Duration MAX_STALL = Duration.ofMillis(250);
    private static final long PROMPT_CACHE_BYTES = 1L << 30;
    private static final int PROMPT_CACHE_SHARE = 10;

    /** As a daemon has them that was told nothing else. */
    public static EngineParameters of(int contextSize, int parallel) {
        return new EngineParameters(
                contextSize, parallel, -1, -1, -1, MAX_QUEUE, MAX_STALL, suitablePromptCacheBytes());
    }

    /** 1 GiB or a tenth of the machine's memory, whichever is less. */
    public static long suitablePromptCacheBytes() {
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
        return Math.min(PROMPT_CACHE_BYTES, memory / PROMPT_CACHE_SHARE);
    }

    public EngineParameters withKvSize(int value) {
        return new EngineParameters(
                contextSize, parallel, value, threads, gpuLayers, maxQueue, maxStall, promptCacheBytes);
    }

    public EngineParameters withPromptCacheBytes(long value) {
        return new EngineParameters(contextSize, parallel, kvSize, threads, gpuLayers, maxQueue, maxStall, value);
    }

    public EngineParameters withMaxQueue(int value) {
        return new EngineParameters(
                contextSize, parallel, kvSize, threads, gpuLayers, value, maxStall, promptCacheBytes);
    }
}
