package io.mullama.server;

import io.mullama.api.GenerationOptions;
import io.mullama.engine.SamplingOptions;
import io.mullama.gguf.GgufHeader;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a request leaves open: the model's own recommendation in the GGUF's {@code general.sampling.*}, else the
 * contract's defaults. A recommendation that a request would be refused for does not count. Stateless.
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
                orElse(asked.temperature(), temperature(header), TEMPERATURE),
                (int) orElse(asked.topK(), recommended(header, "top_k", 0, Integer.MAX_VALUE), TOP_K),
                orElse(asked.topP(), topP(header), TOP_P),
                orElse(asked.minP(), recommended(header, "min_p", 0, 1), MIN_P),
                orElse(
                        asked.repeatPenalty(),
                        recommended(header, "penalty_repeat", Double.MIN_NORMAL, Float.MAX_VALUE),
                        REPEAT_PENALTY),
                seed(asked.seed()));
    }

    static boolean recommendsTemperature(GgufHeader header) {
        return temperature(header).isPresent();
    }

    static boolean recommendsTopP(GgufHeader header) {
        return topP(header).isPresent();
    }

    private static OptionalDouble temperature(GgufHeader header) {
        return recommended(header, "temp", 0, 100);
    }

    private static OptionalDouble topP(GgufHeader header) {
        return recommended(header, "top_p", 0, 1);
    }

    private static double orElse(@Nullable Number asked, OptionalDouble recommended, double otherwise) {
        return asked != null ? asked.doubleValue() : recommended.orElse(otherwise);
    }

    private static OptionalDouble recommended(GgufHeader header, String key, double least, double most) {
        OptionalDouble value = header.number("general.sampling." + key);
        // Not a number is within no bounds.
        return value.isPresent() && value.getAsDouble() >= least && value.getAsDouble() <= most
                ? value
                : OptionalDouble.empty();
    }

    private static OptionalLong seed(@Nullable Long seed) {
        return seed == null || seed < 0 ? OptionalLong.empty() : OptionalLong.of(seed);
    }
}
