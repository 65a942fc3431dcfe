package io.mullama.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantizationTest {
    @ParameterizedTest
    @CsvSource({
        "Llama-3.2-1B-Instruct-Q4_K_M.gguf, Q4_K_M",
        "qwen2.5-7b-instruct-q4_k_m-00001-of-00002.gguf, Q4_K_M",
        "model.Q8_0.gguf, Q8_0",
        "gemma-3-4b-it-UD-Q4_K_XL.gguf, UD-Q4_K_XL",
        "Qwen3-0.6B-IQ4_XS.gguf, IQ4_XS",
        "x-IQ2_XXS.gguf, IQ2_XXS",
        "nomic-embed-text-v1.5.f16.gguf, F16",
        "phi-4-bf16.gguf, BF16",
        "model-fp16.gguf, F16",
        "gpt-oss-20b-mxfp4.gguf, MXFP4",
        "gpt-oss-20b-MXFP4_MOE.gguf, MXFP4_MOE",
        "bitnet-TQ2_0.gguf, TQ2_0",
        "Q8_0/model-00001-of-00002.gguf, Q8_0",
        "Phi-3-mini-4k-instruct-q4.gguf, Q4",
        "Q4_K_M-to-Q8_0.gguf, Q8_0",
    })
    void theNameOfAFileSaysHowItIsQuantized(String file, String expected) {
        assertThat(Quantization.inFileName(file)).hasValue(new Quantization(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ggml-model-i2_s.gguf", "Qwen2.gguf", "model.gguf", "Q9.gguf", "f160.gguf", "README.md"})
    void otherNamesDoNot(String file) {
        assertThat(Quantization.inFileName(file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"q4_k_m, Q4_K_M", "Q8_0, Q8_0", "fp16, F16", "bf16, BF16", "ud-q2_k_xl, UD-Q2_K_XL", "iq3_m, IQ3_M"})
    void aQuantizationIsReadHoweverItIsWritten(String text, String expected) {
        assertThat(Quantization.parse(text)).hasValue(new Quantization(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "7b", "model-Q4_K_M.gguf", "Q4_K_M ", "Q"})
    void anythingElseIsNone(String text) {
        assertThat(Quantization.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Q4_K_M, 4.8",
        "UD-Q4_K_XL, 4.8",
        "IQ2_XXS, 2.8",
        "Q8_0, 8.5",
        "F16, 16",
        "BF16, 16",
        "F32, 32",
        "MXFP4, 4.5"
    })
    void itTellsAboutHowManyBitsAWeightTakes(String name, double bits) {
        assertThat(new Quantization(name).bitsPerWeight()).isEqualTo(bits);
    }
}
