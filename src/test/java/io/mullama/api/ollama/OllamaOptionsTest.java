package io.mullama.api.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.Fields;
import io.mullama.api.GenerationOptions;
import io.mullama.api.Json;
import io.mullama.api.SamplingField;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OllamaOptionsTest {
    /** Every option of the example in Ollama's docs/api.md. */
    private static final String ALL = """
            {"options": {
              "num_keep": 5, "seed": 42, "num_predict": 100, "draft_num_predict": 4, "top_k": 20, "top_p": 0.9,
              "min_p": 0.0, "typical_p": 0.7, "repeat_last_n": 33, "temperature": 0.8, "repeat_penalty": 1.2,
              "presence_penalty": 1.5, "frequency_penalty": 1.0, "penalize_newline": true, "stop": ["\\n", "user:"],
              "numa": false, "num_ctx": 1024, "num_batch": 2, "num_gpu": 1, "main_gpu": 0, "use_mmap": true,
              "num_thread": 8}}""";

    @Test
    void everyOptionOfOllamasDocumentationIsKnown() {
        Fields fields = Json.fields(ALL);
        OllamaOptions options = OllamaOptions.read(fields);
        GenerationOptions asked = options.generation();

        assertThat(fields.unread()).isEmpty();
        assertThat(options.contextSize()).isEqualTo(1024);
        assertThat(asked.maxTokens()).isEqualTo(100);
        assertThat(asked.stop()).isEqualTo(List.of("\n", "user:"));
        assertThat(asked.sampling().seed()).isEqualTo(42);
        assertThat(asked.sampling().number(SamplingField.TOP_K)).isEqualTo(20);
        assertThat(asked.sampling().number(SamplingField.TYPICAL_P)).isEqualTo(0.7);
        assertThat(asked.sampling().number(SamplingField.REPEAT_LAST_N)).isEqualTo(33);
        assertThat(asked.sampling().number(SamplingField.PRESENCE_PENALTY)).isEqualTo(1.5);
    }

    @Test
    void aFieldOfTheRequestItselfCountsMoreThanAnOption() {
        Fields fields = Json.fields(
                "{\"temperature\":0.1,\"num_ctx\":64,\"options\":{\"temperature\":0.9,\"top_k\":5,\"num_ctx\":128}}");
        OllamaOptions options = OllamaOptions.read(fields);
        GenerationOptions merged = options.under(GenerationOptions.fromJson(fields));

        assertThat(merged.sampling().number(SamplingField.TEMPERATURE)).isEqualTo(0.1);
        assertThat(merged.sampling().number(SamplingField.TOP_K)).isEqualTo(5);
        assertThat(options.contextSize()).isEqualTo(64);
    }

    @Test
    void anAnswerOfAnyLengthIsWrittenInTwoWays() {
        assertThat(maxTokens(-1)).isEqualTo(-1);
        assertThat(maxTokens(-2)).isEqualTo(-1);
        assertThat(OllamaOptions.read(Json.fields("{}"))).isEqualTo(OllamaOptions.NONE);
    }

    @Test
    void anUnknownOptionIsToldWithItsPath() {
        Fields fields = Json.fields("{\"options\":{\"wombat\":1,\"logprobs\":true}}");
        OllamaOptions unused = OllamaOptions.read(fields);

        assertThat(fields.unread()).containsExactlyInAnyOrder("options.logprobs", "options.wombat");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"options\":[]}                          | 'options' must be a JSON object, not a list",
                "{\"options\":{\"temperature\":\"hot\"}}   | 'options.temperature' must be a number, not \"hot\"",
                "{\"options\":{\"num_predict\":1.5}}       | 'options.num_predict' must be an integer, not 1.5",
                "{\"options\":{\"num_ctx\":0}}             | 'options.num_ctx' must be at least 1, not 0",
                "{\"num_ctx\":-1}                          | 'num_ctx' must be at least 1, not -1",
                "{\"options\":{\"num_gpu\":\"all\"}}       | 'options.num_gpu' must be an integer, not \"all\"",
                "{\"options\":{\"use_mmap\":1}}            | 'options.use_mmap' must be true or false, not 1"
            })
    void aValueOfAnotherTypeIsRefusedWithItsPath(String body, String message) {
        assertThatThrownBy(() -> OllamaOptions.read(Json.fields(body))).hasMessage(message);
    }

    private static @Nullable Integer maxTokens(int predict) {
        return OllamaOptions.read(Json.fields("{\"options\":{\"num_predict\":" + predict + "}}"))
                .generation()
                .maxTokens();
    }
}
