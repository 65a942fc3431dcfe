package io.mullama.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.GenerationOptions;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufValue;
import io.mullama.gguf.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DialectDefaultsTest {
    private static final GenerationOptions NOTHING = GenerationOptions.DEFAULTS;
    private static final GgufHeader SILENT = header(Map.of());
    private static final GgufHeader TELLING = header(Map.of("temp", 0.6, "top_p", 0.95));

    @Test
    void theContractLeavesAllToTheModelAndItsOwnDefaults() {
        assertThat(DialectDefaults.CONTRACT.complete(NOTHING, SILENT)).isEqualTo(NOTHING);
    }

    @Test
    void openAiHasDefaultsOfItsOwn() {
        assertThat(DialectDefaults.OPENAI_CHAT.complete(NOTHING, SILENT))
                .isEqualTo(NOTHING.withMaxTokens(-1).withTemperature(1.0).withTopP(1.0));
        assertThat(DialectDefaults.OPENAI_COMPLETION.complete(NOTHING, SILENT))
                .isEqualTo(NOTHING.withMaxTokens(16).withTemperature(1.0).withTopP(1.0));
    }

    @Test
    void theModelsRecommendationIsStrongerThanTheDialect() {
        GenerationOptions completed = DialectDefaults.OPENAI_CHAT.complete(NOTHING, TELLING);

        assertThat(completed).isEqualTo(NOTHING.withMaxTokens(-1));
        assertThat(SamplingDefaults.complete(completed, TELLING).temperature()).isEqualTo(0.6);
        assertThat(SamplingDefaults.complete(completed, TELLING).topP()).isEqualTo(0.95);
    }

    @Test
    void aRecommendationThatCannotBeUsedDoesNotCount() {
        assertThat(DialectDefaults.OPENAI_CHAT.complete(NOTHING, header(Map.of("temp", -1.0, "top_p", 2.0))))
                .isEqualTo(DialectDefaults.OPENAI_CHAT.complete(NOTHING, SILENT));
    }

    @Test
    void theRequestIsStrongerThanAll() {
        GenerationOptions asked = NOTHING.withMaxTokens(3).withTemperature(0.0).withTopP(0.2);

        assertThat(DialectDefaults.OPENAI_CHAT.complete(asked, TELLING)).isEqualTo(asked);
        assertThat(DialectDefaults.OPENAI_COMPLETION.complete(asked, SILENT)).isEqualTo(asked);
    }

    private static GgufHeader header(Map<String, Double> sampling) {
        Map<String, GgufValue> metadata = new HashMap<>();
        sampling.forEach(
                (key, value) -> metadata.put("general.sampling." + key, new GgufValue.Real(ValueType.F64, value)));
        return new GgufHeader(3, metadata, List.of(), 0, 0);
    }
}
