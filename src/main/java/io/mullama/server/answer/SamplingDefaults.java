package io.mullama.server.answer;

import io.mullama.api.GenerationOptions;
import io.mullama.api.LogitBiasField;
import io.mullama.api.LogprobFields;
import io.mullama.api.SamplerName;
import io.mullama.api.SamplingField;
import io.mullama.api.SamplingFields;
import io.mullama.engine.LogitBias;
import io.mullama.engine.SamplerType;
import io.mullama.engine.SamplingOptions;
import io.mullama.gguf.GgufHeader;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a request leaves open: the model's own recommendation in the GGUF's {@code general.sampling.*}, else the
 * contract's defaults, else llama-server's. A recommendation that a request would be refused for does not count.
 * Stateless.
 */
final class SamplingDefaults {
    static final int MAX_TOKENS = 512;

    private static final String RECOMMENDED = "general.sampling.";

    /** The contract's temperature, top_k and top_p; the others are llama-server's. */
    private static final Map<SamplingField, Double> DEFAULTS = new EnumMap<>(Map.ofEntries(
            Map.entry(SamplingField.TEMPERATURE, 0.7),
            Map.entry(SamplingField.DYNATEMP_RANGE, 0.0),
            Map.entry(SamplingField.DYNATEMP_EXPONENT, 1.0),
            Map.entry(SamplingField.TOP_K, 40.0),
            Map.entry(SamplingField.TOP_P, 0.9),
            Map.entry(SamplingField.MIN_P, 0.05),
            Map.entry(SamplingField.TYPICAL_P, 1.0),
            Map.entry(SamplingField.TOP_N_SIGMA, -1.0),
            Map.entry(SamplingField.XTC_PROBABILITY, 0.0),
            Map.entry(SamplingField.XTC_THRESHOLD, 0.1),
            Map.entry(SamplingField.MIN_KEEP, 0.0),
            Map.entry(SamplingField.REPEAT_LAST_N, 64.0),
            Map.entry(SamplingField.REPEAT_PENALTY, 1.0),
            Map.entry(SamplingField.FREQUENCY_PENALTY, 0.0),
            Map.entry(SamplingField.PRESENCE_PENALTY, 0.0),
            Map.entry(SamplingField.DRY_MULTIPLIER, 0.0),
            Map.entry(SamplingField.DRY_BASE, 1.75),
            Map.entry(SamplingField.DRY_ALLOWED_LENGTH, 2.0),
            Map.entry(SamplingField.DRY_PENALTY_LAST_N, 64.0),
            Map.entry(SamplingField.MIROSTAT, 0.0),
            Map.entry(SamplingField.MIROSTAT_TAU, 5.0),
            Map.entry(SamplingField.MIROSTAT_ETA, 0.1),
            Map.entry(SamplingField.ADAPTIVE_TARGET, -1.0),
            Map.entry(SamplingField.ADAPTIVE_DECAY, 0.9)));

    /** The keys of llama.cpp's {@code llama_model_meta_key}, in llama.h. */
    private static final Map<SamplingField, String> KEYS = new EnumMap<>(Map.ofEntries(
            Map.entry(SamplingField.TEMPERATURE, "temp"),
            Map.entry(SamplingField.TOP_K, "top_k"),
            Map.entry(SamplingField.TOP_P, "top_p"),
            Map.entry(SamplingField.MIN_P, "min_p"),
            Map.entry(SamplingField.XTC_PROBABILITY, "xtc_probability"),
            Map.entry(SamplingField.XTC_THRESHOLD, "xtc_threshold"),
            Map.entry(SamplingField.REPEAT_LAST_N, "penalty_last_n"),
            Map.entry(SamplingField.REPEAT_PENALTY, "penalty_repeat"),
            Map.entry(SamplingField.MIROSTAT, "mirostat"),
            Map.entry(SamplingField.MIROSTAT_TAU, "mirostat_tau"),
            Map.entry(SamplingField.MIROSTAT_ETA, "mirostat_eta")));

    private final SamplingFields asked;
    private final GgufHeader header;

    private SamplingDefaults(SamplingFields asked, GgufHeader header) {
        this.asked = asked;
        this.header = header;
    }

    static SamplingOptions complete(GenerationOptions asked, GgufHeader header) {
        return new SamplingDefaults(asked.sampling(), header).options(asked.logprobs());
    }

    /** What the model recommends, where a request might have it. */
    static OptionalDouble recommended(SamplingField field, GgufHeader header) {
        String key = KEYS.get(field);
        OptionalDouble value = key == null ? OptionalDouble.empty() : header.number(RECOMMENDED + key);
        return value.isPresent() && field.accepts(value.getAsDouble()) ? value : OptionalDouble.empty();
    }

    private SamplingOptions options(LogprobFields logprobs) {
        return new SamplingOptions(
                new SamplingOptions.Temperature(
                        real(SamplingField.TEMPERATURE),
                        real(SamplingField.DYNATEMP_RANGE),
                        real(SamplingField.DYNATEMP_EXPONENT)),
                truncation(),
                repetition(),
                feedback(),
                order(),
                seed(asked.seed()),
                constraints(),
                new SamplingOptions.Reporting(logprobs.wanted() ? logprobs.top() : -1, logprobs.afterSampling()));
    }

    private SamplingOptions.Truncation truncation() {
        return new SamplingOptions.Truncation(
                whole(SamplingField.TOP_K),
                real(SamplingField.TOP_P),
                real(SamplingField.MIN_P),
                real(SamplingField.TYPICAL_P),
                real(SamplingField.TOP_N_SIGMA),
                new SamplingOptions.Xtc(real(SamplingField.XTC_PROBABILITY), real(SamplingField.XTC_THRESHOLD)),
                whole(SamplingField.MIN_KEEP));
    }

    private SamplingOptions.Repetition repetition() {
        List<String> breakers = asked.dryBreakers();
        return new SamplingOptions.Repetition(
                whole(SamplingField.REPEAT_LAST_N),
                real(SamplingField.REPEAT_PENALTY),
                real(SamplingField.FREQUENCY_PENALTY),
                real(SamplingField.PRESENCE_PENALTY),
                new SamplingOptions.Dry(
                        real(SamplingField.DRY_MULTIPLIER),
                        real(SamplingField.DRY_BASE),
                        whole(SamplingField.DRY_ALLOWED_LENGTH),
                        whole(SamplingField.DRY_PENALTY_LAST_N),
                        breakers == null ? SamplingOptions.Dry.NONE.breakers() : breakers));
    }

    private SamplingOptions.Feedback feedback() {
        return new SamplingOptions.Feedback(
                whole(SamplingField.MIROSTAT),
                real(SamplingField.MIROSTAT_TAU),
                real(SamplingField.MIROSTAT_ETA),
                real(SamplingField.ADAPTIVE_TARGET),
                real(SamplingField.ADAPTIVE_DECAY));
    }

    private SamplingOptions.Constraints constraints() {
        List<LogitBiasField> biases = asked.biases();
        return new SamplingOptions.Constraints(
                biases == null
                        ? List.of()
                        : biases.stream()
                                .map(bias -> new LogitBias(bias.token(), bias.text(), bias.bias()))
                                .toList(),
                Boolean.TRUE.equals(asked.ignoreEnd()));
    }

    private List<SamplerType> order() {
        List<SamplerName> samplers = asked.samplers();
        if (samplers == null) {
            // As llama.cpp reads it, names that it does not know are left out.
            samplers = header.text(RECOMMENDED + "sequence").stream()
                    .flatMap(sequence -> Arrays.stream(sequence.split(";", -1)))
                    .map(SamplerName::named)
                    .flatMap(Optional::stream)
                    .distinct()
                    .toList();
            if (samplers.isEmpty()) {
                return SamplingOptions.USUAL_ORDER;
            }
        }
        return samplers.stream()
                .map(sampler -> SamplerType.valueOf(sampler.name()))
                .toList();
    }

    private double real(SamplingField field) {
        Number value = asked.number(field);
        return value != null
                ? value.doubleValue()
                : recommended(field, header).orElse(Objects.requireNonNull(DEFAULTS.get(field)));
    }

    private int whole(SamplingField field) {
        return (int) real(field);
    }

    private static OptionalLong seed(@Nullable Long seed) {
        return seed == null || seed < 0 ? OptionalLong.empty() : OptionalLong.of(seed);
    }
}
