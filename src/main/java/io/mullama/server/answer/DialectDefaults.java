package io.mullama.server.answer;

import io.mullama.api.GenerationOptions;
import io.mullama.api.SamplingField;
import io.mullama.api.SamplingFields;
import io.mullama.gguf.GgufHeader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect takes where neither the request nor the model says. Immutable.
 *
 * @param maxTokens the most tokens to generate, -1 until the model stops or the context is full; null to leave it to
 *     {@link SamplingDefaults}
 * @param sampling what is not there is left to {@link SamplingDefaults}, too
 */
public record DialectDefaults(@Nullable Integer maxTokens, Map<SamplingField, Double> sampling) {
    /** Nothing of its own. */
    public static final DialectDefaults NONE = new DialectDefaults(null, Map.of());

    public DialectDefaults {
        sampling = Map.copyOf(sampling);
    }

    /** The request with this dialect's defaults, but for what the model itself recommends. */
    GenerationOptions complete(GenerationOptions asked, GgufHeader header) {
        SamplingFields fields = asked.sampling();
        for (Map.Entry<SamplingField, Double> each : sampling.entrySet()) {
            fields = with(each.getKey(), each.getValue(), fields, header);
        }
        GenerationOptions completed = asked.withSampling(fields);
        return asked.maxTokens() == null ? completed.withMaxTokens(maxTokens) : completed;
    }

    private static SamplingFields with(SamplingField field, Double value, SamplingFields asked, GgufHeader header) {
        return asked.number(field) == null
                        && SamplingDefaults.recommended(field, header).isEmpty()
                ? asked.with(field, value)
                : asked;
    }
}
