package io.mullama.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.GenerationOptions;
import io.mullama.api.Json;
import io.mullama.api.SamplerName;
import io.mullama.engine.LogitBias;
import io.mullama.engine.SamplerType;
import io.mullama.engine.SamplingOptions;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufValue;
import io.mullama.gguf.ValueType;
import java.util.Arrays;
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
    private static final GgufHeader TELLING = header(Map.ofEntries(
            Map.entry("temp", 0.6),
            Map.entry("top_k", 20.0),
            Map.entry("top_p", 0.95),
            Map.entry("min_p", 0.01),
            Map.entry("xtc_probability", 0.25),
            Map.entry("xtc_threshold", 0.2),
            Map.entry("penalty_repeat", 1.05),
            Map.entry("penalty_last_n", 32.0),
            Map.entry("mirostat", 2.0),
            Map.entry("mirostat_tau", 4.0),
            Map.entry("mirostat_eta", 0.3)));

    @Test
    void whatNobodyChoseIsTheContractsDefaultElseLlamaServers() {
        assertThat(SamplingDefaults.complete(GenerationOptions.DEFAULTS, SILENT))
                .isEqualTo(new SamplingOptions(
                        new SamplingOptions.Temperature(0.7, 0, 1),
                        new SamplingOptions.Truncation(40, 0.9, 0.05, 1, -1, new SamplingOptions.Xtc(0, 0.1), 0),
                        new SamplingOptions.Repetition(
                                64, 1, 0, 0, new SamplingOptions.Dry(0, 1.75, 2, 64, List.of("\n", ":", "\"", "*"))),
                        new SamplingOptions.Feedback(0, 5, 0.1, -1, 0.9),
                        SamplingOptions.USUAL_ORDER,
                        OptionalLong.empty(),
                        SamplingOptions.Constraints.NONE,
                        SamplingOptions.Reporting.NONE));
        assertThat(SamplingDefaults.MAX_TOKENS).isEqualTo(512);
    }

    @Test
    void theModelsRecommendationIsStrongerThanTheContract() {
        SamplingOptions chosen = SamplingDefaults.complete(GenerationOptions.DEFAULTS, TELLING);

        assertThat(chosen.temperature()).isEqualTo(new SamplingOptions.Temperature(0.6, 0, 1));
        assertThat(chosen.truncation())
                .isEqualTo(
                        new SamplingOptions.Truncation(20, 0.95, 0.01, 1, -1, new SamplingOptions.Xtc(0.25, 0.2), 0));
        assertThat(chosen.repetition())
                .isEqualTo(new SamplingOptions.Repetition(32, 1.05, 0, 0, SamplingOptions.Dry.NONE));
        assertThat(chosen.feedback()).isEqualTo(new SamplingOptions.Feedback(2, 4, 0.3, -1, 0.9));
    }

    @Test
    void theRequestIsStrongerThanTheModel() {
        SamplingOptions chosen = complete(
                "{'temperature':0,'top_k':0,'top_p':1,'min_p':0.5,'repeat_penalty':2,'repeat_last_n':-1,"
                        + "'xtc_probability':0.5,'mirostat':0,'seed':42}",
                TELLING);

        assertThat(chosen.temperature().value()).isZero();
        assertThat(chosen.truncation())
                .isEqualTo(new SamplingOptions.Truncation(0, 1, 0.5, 1, -1, new SamplingOptions.Xtc(0.5, 0.2), 0));
        assertThat(chosen.repetition().repeat()).isEqualTo(2);
        assertThat(chosen.repetition().lastTokens()).isEqualTo(-1);
        assertThat(chosen.feedback().mirostat()).isZero();
        assertThat(chosen.seed()).hasValue(42);
    }

    @Test
    void whateverARequestAsksForReachesTheEngine() {
        SamplingOptions chosen = complete(
                "{'dynatemp_range':0.5,'dynatemp_exponent':2,'typical_p':0.8,'top_n_sigma':1.5,'min_keep':3,"
                        + "'frequency_penalty':0.1,'presence_penalty':-0.2,'dry_multiplier':0.8,'dry_base':2,"
                        + "'dry_allowed_length':4,'dry_penalty_last_n':128,'dry_sequence_breakers':['x'],"
                        + "'mirostat_eta':0.2,'adaptive_target':0.4,'adaptive_decay':0.5,'samplers':['top_k','temp'],"
                        + "'logit_bias':[[3,-1],['a',false]],'ignore_eos':true,"
                        + "'logprobs':true,'top_logprobs':4,'post_sampling_probs':true}",
                SILENT);

        assertThat(chosen)
                .isEqualTo(new SamplingOptions(
                        new SamplingOptions.Temperature(0.7, 0.5, 2),
                        new SamplingOptions.Truncation(40, 0.9, 0.05, 0.8, 1.5, new SamplingOptions.Xtc(0, 0.1), 3),
                        new SamplingOptions.Repetition(
                                64, 1, 0.1, -0.2, new SamplingOptions.Dry(0.8, 2, 4, 128, List.of("x"))),
                        new SamplingOptions.Feedback(0, 5, 0.2, 0.4, 0.5),
                        List.of(SamplerType.TOP_K, SamplerType.TEMPERATURE),
                        OptionalLong.empty(),
                        new SamplingOptions.Constraints(
                                List.of(LogitBias.ofToken(3, -1), LogitBias.ofText("a", Double.NEGATIVE_INFINITY)),
                                true),
                        new SamplingOptions.Reporting(4, true)));
    }

    @Test
    void theUsualOrderIsLlamaCppsWithoutAdaptiveP() {
        assertThat(SamplingOptions.USUAL_ORDER)
                .extracting(Enum::name)
                .containsExactly(Arrays.stream(SamplerName.values())
                        .limit(9)
                        .map(Enum::name)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"top_k;temperature", "top-k;unknown;temp;top_k"})
    void theModelMayRecommendAnOrder(String sequence) {
        GgufHeader header =
                new GgufHeader(3, Map.of("general.sampling.sequence", new GgufValue.Text(sequence)), List.of(), 0, 0);

        assertThat(SamplingDefaults.complete(GenerationOptions.DEFAULTS, header).order())
                .containsExactly(SamplerType.TOP_K, SamplerType.TEMPERATURE);
    }

    @Test
    void eachIsChosenByItself() {
        SamplingOptions chosen = SamplingDefaults.complete(
                GenerationOptions.DEFAULTS.withTemperature(0.1), header(Map.of("temp", 0.6, "top_p", 0.8)));

        assertThat(chosen.temperature().value()).isEqualTo(0.1);
        assertThat(chosen.truncation().topP()).isEqualTo(0.8);
        assertThat(chosen.truncation().topK()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({
        "temp, -1",
        "temp, NaN",
        "temp, Infinity",
        "temp, 101",
        "top_k, -1",
        "top_k, 1e12",
        "top_k, 1.5",
        "mirostat, 3",
        "penalty_last_n, -2",
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

    private static SamplingOptions complete(String json, GgufHeader header) {
        return SamplingDefaults.complete(GenerationOptions.fromJson(Json.fields(json.replace('\'', '"'))), header);
    }

    private static GgufHeader header(Map<String, Double> sampling) {
        Map<String, GgufValue> metadata = new HashMap<>();
        sampling.forEach(
                (key, value) -> metadata.put("general.sampling." + key, new GgufValue.Real(ValueType.F64, value)));
        return new GgufHeader(3, metadata, List.of(), 0, 0);
    }
}
