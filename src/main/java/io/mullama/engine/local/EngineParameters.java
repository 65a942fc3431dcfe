package io.mullama.engine.local;

import com.sun.management.OperatingSystemMXBean;
import io.mullama.engine.Adapter;
import io.mullama.engine.LoadOptions;
import io.mullama.llama.FlashAttention;
import io.mullama.llama.LoraAdapter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
 * @param flashAttention whether it is used; empty lets llama.cpp decide
 * @param adapters applied to the model, all of them together
 */
public record EngineParameters(
        int contextSize,
        int parallel,
        int kvSize,
        int threads,
        int gpuLayers,
        int maxQueue,
        Duration maxStall,
        long promptCacheBytes,
        Optional<Boolean> flashAttention,
        List<Adapter> adapters) {
    private static final int MAX_QUEUE = 512;
    private static final Duration MAX_STALL = Duration.ofMillis(250);
    private static final long PROMPT_CACHE_BYTES = 1L << 30;
    private static final int PROMPT_CACHE_SHARE = 10;

    public EngineParameters {
        adapters = List.copyOf(adapters);
    }

    /** As a daemon has them that was told nothing else. */
    public static EngineParameters of(int contextSize, int parallel) {
        return new EngineParameters(
                contextSize,
                parallel,
                -1,
                -1,
                -1,
                MAX_QUEUE,
                MAX_STALL,
                suitablePromptCacheBytes(),
                Optional.empty(),
                List.of());
    }

    /** 1 GiB or a tenth of the machine's memory, whichever is less. */
    public static long suitablePromptCacheBytes() {
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
        return Math.min(PROMPT_CACHE_BYTES, memory / PROMPT_CACHE_SHARE);
    }

    FlashAttention flash() {
        return flashAttention
                .map(on -> on ? FlashAttention.ON : FlashAttention.OFF)
                .orElse(FlashAttention.AUTO);
    }

    List<LoraAdapter> loraAdapters() {
        return adapters.stream()
                .map(adapter -> new LoraAdapter(adapter.file(), adapter.scale()))
                .toList();
    }

    public EngineParameters withKvSize(int value) {
        return new EngineParameters(
                contextSize,
                parallel,
                value,
                threads,
                gpuLayers,
                maxQueue,
                maxStall,
                promptCacheBytes,
                flashAttention,
                adapters);
    }

    public EngineParameters withPromptCacheBytes(long value) {
        return new EngineParameters(
                contextSize, parallel, kvSize, threads, gpuLayers, maxQueue, maxStall, value, flashAttention, adapters);
    }

    public EngineParameters withMaxQueue(int value) {
        return new EngineParameters(
                contextSize,
                parallel,
                kvSize,
                threads,
                gpuLayers,
                value,
                maxStall,
                promptCacheBytes,
                flashAttention,
                adapters);
    }

    /** The same but for what a model has of its own. */
    EngineParameters with(LoadOptions own) {
        return new EngineParameters(
                own.contextSize().orElse(contextSize),
                parallel,
                kvSize,
                threads,
                own.gpuLayers().orElse(gpuLayers),
                maxQueue,
                maxStall,
                promptCacheBytes,
                own.flashAttention().or(() -> flashAttention),
                own.adapters());
    }
}
