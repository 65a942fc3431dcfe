package io.mullama.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.GenerationOptions;
import io.mullama.api.SamplingField;
import io.mullama.api.SamplingFields;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufValue;
import io.mullama.gguf.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DialectDefaultsTest {
    private static final GenerationOptions NOTHING = GenerationOptions.DEFAULTS;
    private static final Map<SamplingField, Double> PLAIN =
            Map.of(SamplingField.TEMPERATURE, 1.0, SamplingField.TOP_P, 1.0);
    private static final DialectDefaults UNBOUNDED = new DialectDefaults(-1, PLAIN);
    private static final DialectDefaults SHORT = new DialectDefaults(16, PLAIN);
    private static final GgufHeader SILENT = header(Map.of());
    private static final GgufHeader TELLING = header(Map.of("temp", 0.6, "top_p", 0.95));

    @Test
    void noDialectLeavesAllToTheModelAndTheCommonDefaults() {
        assertThat(DialectDefaults.NONE.complete(NOTHING, SILENT)).isEqualTo(NOTHING);
    }

    @Test
    void aDialectHasDefaultsOfItsOwn() {
        assertThat(UNBOUNDED.complete(NOTHING, SILENT)).isEqualTo(free(-1));
        assertThat(SHORT.complete(NOTHING, SILENT)).isEqualTo(free(16));
    }

    @Test
    void theModelsRecommendationIsStrongerThanTheDialect() {
        GenerationOptions completed = UNBOUNDED.complete(NOTHING, TELLING);

        assertThat(completed).isEqualTo(NOTHING.withMaxTokens(-1));
        assertThat(SamplingDefaults.complete(completed, TELLING).temperature().value())
                .isEqualTo(0.6);
        assertThat(SamplingDefaults.complete(completed, TELLING).truncation().topP())
                .isEqualTo(0.95);
    }

    @Test
    void aRecommendationThatCannotBeUsedDoesNotCount() {
        assertThat(UNBOUNDED.complete(NOTHING, header(Map.of("temp", -1.0, "top_p", 2.0))))
                .isEqualTo(UNBOUNDED.complete(NOTHING, SILENT));
    }

    @Test
    void theRequestIsStrongerThanAll() {
        GenerationOptions asked = free(3).withSampling(
                        SamplingFields.NONE.with(SamplingField.TOP_P, 0.2).with(SamplingField.TEMPERATURE, 0.0));

        assertThat(UNBOUNDED.complete(asked, TELLING)).isEqualTo(asked);
        assertThat(SHORT.complete(asked, SILENT)).isEqualTo(asked);
    }

    private static GenerationOptions free(int maxTokens) {
        return NOTHING.withMaxTokens(maxTokens)
                .withSampling(
                        SamplingFields.NONE.with(SamplingField.TEMPERATURE, 1.0).with(SamplingField.TOP_P, 1.0));
    }

    private static GgufHeader header(Map<String, Double> sampling) {
        Map<String, GgufValue> metadata = new HashMap<>();
        sampling.forEach(
                (key, value) -> metadata.put("general.sampling." + key, new GgufValue.Real(ValueType.F64, value)));
        return new GgufHeader(3, metadata, List.of(), 0, 0);
    }
}
