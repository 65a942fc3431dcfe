package io.mullama.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelClassesTest {
    @ParameterizedTest
    @CsvSource({
        "llama, LlamaForCausalLM",
        "qwen2, Qwen2ForCausalLM",
        "qwen3moe, Qwen3MoeForCausalLM",
        "gemma3, Gemma3ForCausalLM",
        "phi3, Phi3ForCausalLM",
        "gpt-oss, GptOssForCausalLM",
        "command-r, CohereForCausalLM",
        "gpt2, GPT2LMHeadModel",
        "deepseek2, DeepseekV2ForCausalLM",
        "qwen2vl, Qwen2VLForConditionalGeneration",
        "bert, BertModel",
        "nomic-bert, NomicBertModel",
        "t5encoder, T5EncoderModel",
    })
    void anArchitectureHasTheNameOfItsClass(String architecture, String name) {
        assertThat(ModelClasses.of(architecture)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"newton-x_2, NewtonX2ForCausalLM", "atlas, AtlasForCausalLM", "'', ''", "'--', '--'"})
    void aNameIsMadeForOneThatIsNotKnown(String architecture, String name) {
        assertThat(ModelClasses.of(architecture)).isEqualTo(name);
    }
}
