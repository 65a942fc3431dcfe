package io.mullama.server;

import io.mullama.api.GenerationOptions;
import io.mullama.engine.SamplingOptions;
import io.mullama.gguf.GgufHeader;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a request leaves open: the model's own recommendation in the GGUF's {@code general.sampling.*}, else the
 * contract's defaults. Stateless.
 */
final class SamplingDefaults {
    static final int MAX_TOKENS = 512;

    private static final double TEMPERATURE = 0.7;
    private static final double TOP_P = 0.9;
    private static final int TOP_K = 40;
    private static final double MIN_P = 0;
    private static final double REPEAT_PENALTY = 1;

    private SamplingDefaults() {}

    static SamplingOptions complete(GenerationOptions asked, GgufHeader header) {
        return new SamplingOptions(
                choose(asked.temperature(), header, "temp", TEMPERATURE),
                (int) choose(asked.topK(), header, "top_k", TOP_K),
                choose(asked.topP(), header, "top_p", TOP_P),
                choose(asked.minP(), header, "min_p", MIN_P),
                choose(asked.repeatPenalty(), header, "penalty_repeat", REPEAT_PENALTY),
                seed(asked.seed()));
    }

    private static double choose(@Nullable Number asked, GgufHeader header, String key, double otherwise) {
        return asked != null
                ? asked.doubleValue()
                : header.number("general.sampling." + key).orElse(otherwise);
    }

    private static OptionalLong seed(@Nullable Long seed) {
        return seed == null || seed < 0 ? OptionalLong.empty() : OptionalLong.of(seed);
    }
}
