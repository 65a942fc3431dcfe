package io.mullama.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.GenerationOptions;
import io.mullama.engine.SamplingOptions;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufValue;
import io.mullama.gguf.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SamplingDefaultsTest {
    private static final GgufHeader SILENT = header(Map.of());
    private static final GgufHeader TELLING =
            header(Map.of("temp", 0.6, "top_k", 20.0, "top_p", 0.95, "min_p", 0.01, "penalty_repeat", 1.05));

    @Test
    void whatNobodyChoseIsTheContractsDefault() {
        assertThat(SamplingDefaults.complete(GenerationOptions.DEFAULTS, SILENT))
                .isEqualTo(new SamplingOptions(0.7, 40, 0.9, 0, 1, OptionalLong.empty()));
        assertThat(SamplingDefaults.MAX_TOKENS).isEqualTo(512);
    }

    @Test
    void theModelsRecommendationIsStrongerThanTheContract() {
        assertThat(SamplingDefaults.complete(GenerationOptions.DEFAULTS, TELLING))
                .isEqualTo(new SamplingOptions(0.6, 20, 0.95, 0.01, 1.05, OptionalLong.empty()));
    }

    @Test
    void theRequestIsStrongerThanTheModel() {
        GenerationOptions asked = new GenerationOptions(null, 0.0, 1.0, 0, 0.5, 2.0, 42L, null, null);

        assertThat(SamplingDefaults.complete(asked, TELLING))
                .isEqualTo(new SamplingOptions(0, 0, 1, 0.5, 2, OptionalLong.of(42)));
    }

    @Test
    void eachIsChosenByItself() {
        SamplingOptions chosen = SamplingDefaults.complete(
                GenerationOptions.DEFAULTS.withTemperature(0.1), header(Map.of("temp", 0.6, "top_p", 0.8)));

        assertThat(chosen).isEqualTo(new SamplingOptions(0.1, 40, 0.8, 0, 1, OptionalLong.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "temp, -1",
        "temp, NaN",
        "temp, Infinity",
        "temp, 101",
        "top_k, -1",
        "top_k, 1e12",
        "top_p, 1.5",
        "top_p, -0.1",
        "min_p, 2",
        "penalty_repeat, 0",
        "penalty_repeat, -1",
        "penalty_repeat, NaN",
        "penalty_repeat, Infinity"
    })
    void aRecommendationThatCannotBeUsedDoesNotCount(String key, double value) {
        assertThat(SamplingDefaults.complete(GenerationOptions.DEFAULTS, header(Map.of(key, value))))
                .isEqualTo(SamplingDefaults.complete(GenerationOptions.DEFAULTS, SILENT));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void aSeedMakesARunRepeatable(long seed) {
        assertThat(SamplingDefaults.complete(GenerationOptions.DEFAULTS.withSeed(seed), SILENT)
                        .seed())
                .hasValue(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aNegativeSeedIsNone(long seed) {
        assertThat(SamplingDefaults.complete(GenerationOptions.DEFAULTS.withSeed(seed), SILENT)
                        .seed())
                .isEmpty();
    }

    private static GgufHeader header(Map<String, Double> sampling) {
        Map<String, GgufValue> metadata = new HashMap<>();
        sampling.forEach(
                (key, value) -> metadata.put("general.sampling." + key, new GgufValue.Real(ValueType.F64, value)));
        return new GgufHeader(3, metadata, List.of(), 0, 0);
    }
}
