package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ErrorCode;
import io.mullama.model.ModelRecipe.Traits;
import io.mullama.model.MullamaException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is found out about a model from its template. */
final class AnswerFormatsTest {
    private static final Renderer NOTHING = (messages, tools, thinking, generationPrompt) -> Optional.empty();

    /** Template, thinking format, tool format. */
    private static final String EXPECTED = """
            Apriel-1.6-15b-Thinker-fixed apriel tool-calls
            Bielik-11B-v3.0-Instruct think hermes
            GLM-4.7-Flash think glm
            GigaChat3-10B-A1.8B none gigachat-3.0
            GigaChat3.1-10B-A1.8B none gigachat
            HuggingFaceTB-SmolLM3-3B think none
            Kimi-K2-Thinking think kimi-k2
            LFM2.5-8B-A1B think lfm2
            MiMo-VL none hermes
            MiniMax-M3 minimax minimax-m3
            Mistral-Small-3.2-24B-Instruct-2506 none mistral
            NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 think qwen3-coder
            NVIDIA-Nemotron-Nano-v2 think nemotron
            NousResearch-Hermes-2-Pro-Llama-3-8B-tool_use none hermes
            Qwen-QwQ-32B think hermes
            Qwen-Qwen2.5-7B-Instruct none hermes
            Qwen-Qwen3-0.6B think hermes
            Qwen3.5-4B think qwen3-coder
            Spark2.5 think glm
            StepFun3.5-Flash think qwen3-coder
            deepseek-ai-DeepSeek-R1-Distill-Llama-8B think deepseek
            deepseek-ai-DeepSeek-R1-Distill-Qwen-32B think deepseek
            deepseek-ai-DeepSeek-V3.1 think deepseek-v3.1
            fireworks-ai-llama-3-firefunction-v2 none functools
            google-gemma-2-2b-it none none
            google-gemma-4-31B-it-interleaved gemma gemma4
            ibm-granite-granite-4.0 none hermes
            ibm-granite-granite-4.1 none hermes
            llama-cpp-deepseek-r1 think deepseek
            meta-llama-Llama-3.1-8B-Instruct none llama
            meta-llama-Llama-3.2-3B-Instruct none llama
            meta-llama-Llama-3.3-70B-Instruct none llama
            microsoft-Phi-3.5-mini-instruct none none
            mistralai-Ministral-3-14B-Reasoning-2512 mistral mistral
            mistralai-Mistral-Nemo-Instruct-2407 none mistral-list
            moonshotai-Kimi-K2 none kimi-k2
            openai-gpt-oss-120b harmony harmony
            openbmb-MiniCPM5-1B think minicpm5
            poolside-Laguna-S-2.1 think glm
            poolside-Laguna-XS-2.1 think glm
            poolside-Laguna-XS.2 think glm
            tencent-Hy3 hunyuan-open hunyuan
            unsloth-Apriel-1.5 apriel tool-calls
            upstage-Solar-Open-100B solar solar
            """;

    private static String names(AnswerFormats formats) {
        return (formats.thinking() == null ? "none" : formats.thinking().name())
                + " "
                + (formats.tools() == null ? "none" : formats.tools().name());
    }

    @Test
    void theFormatsOfRealTemplatesAreFound() {
        Map<String, String> found = new TreeMap<>();
        GoldenTemplates.sources().forEach((name, source) -> {
            AnswerFormats formats = AnswerFormats.of(source, GoldenTemplates.renderer(source), token -> false);
            found.put(name.replace(".jinja", ""), names(formats));
        });
        Map<String, String> expected = new TreeMap<>();
        EXPECTED.lines().map(line -> line.split(" ", -1)).forEach(words -> {
            boolean known = ToolFormats.named(words[2]).isPresent();
            expected.put(words[0], words[1] + " " + (known ? words[2] : "none"));
        });

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void aTemplateThatSaysNothingLeavesThoughtsToTheVocabulary() {
        AnswerFormats formats = AnswerFormats.of("", NOTHING, List.of("<think>", "</think>", "<tool_call>")::contains);

        assertThat(formats).isEqualTo(new AnswerFormats(ThinkingFormats.THINK, null));
    }

    @Test
    void aTemplateThatWritesNoCallsSaysHowItWantsThem() {
        assertThat(names(AnswerFormats.of("Write <TOOLCALL>[{\"name\": …", NOTHING, token -> false)))
                .isEqualTo("none nemotron");
    }

    @Test
    void anUnknownFormatIsMadeOfWhatTheTemplateWrites() {
        Renderer renderer = (messages, tools, thinking, generationPrompt) -> Optional.of("<user>question</user>"
                + (messages.size() == 1
                        ? generationPrompt ? "<bot>" : ""
                        : "<bot>[[do]] {\"name\": \"probe_tool\", \"arguments\": {\"probe_key\": \"probe value\", \"n\": 1}}"
                                + "[[/do]]</bot>"));

        assertThat(AnswerFormats.of("", renderer, token -> false).tools())
                .isEqualTo(new JsonToolFormat("template", "[[do]]", ""));
    }

    private static AnswerFormats with(@Nullable String thinking, @Nullable String tools) {
        Traits traits = new Traits(null, thinking, tools, List.of(), null, null);
        return new AnswerFormats(null, ToolFormats.named("hermes").orElseThrow()).with(traits);
    }

    @Test
    void aModelfileHasTheLastWord() {
        assertThat(names(with(null, null))).isEqualTo("none hermes");
        assertThat(names(with("on", "llama"))).isEqualTo("think llama");
        assertThat(names(with("seed", "off"))).isEqualTo("seed none");
        assertThat(names(with("off", null))).isEqualTo("none hermes");
        assertThat(with("<a> </a>", null).thinking()).isEqualTo(new ThinkingFormat("tags", "<a>", "</a>"));
    }

    @Test
    void aNameThatNobodyKnowsIsRefusedWithTheNamesThatThereAre() {
        assertThatThrownBy(() -> with("mind", null))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.hint().orElse("")).contains("on, off, two tags, or one of harmony, command");
                })
                .hasMessage("there is no such format as \"mind\" for THINKING in the Modelfile");
        assertThatThrownBy(() -> with(null, "xml"))
                .isInstanceOfSatisfying(
                        MullamaException.class,
                        e -> assertThat(e.hint().orElse(""))
                                .startsWith("TOOLFORMAT takes off, or one of harmony, hermes"))
                .hasMessage("there is no such format as \"xml\" for TOOLFORMAT in the Modelfile");
    }

    @Test
    void aConversationsSyntaxDependsOnItsPromptAndTools() {
        AnswerFormats formats = new AnswerFormats(
                ThinkingFormats.THINK, ToolFormats.named("hermes").orElseThrow());

        assertThat(formats.syntax("…<think>\n", List.of()))
                .isEqualTo(new AnswerSyntax(ThinkingFormats.THINK, true, null, List.of()));
        assertThat(formats.syntax("…", Tools.named("add")).tools()).isEqualTo(formats.tools());
        assertThat(AnswerFormats.NONE.syntax("…<think>\n", List.of())).isEqualTo(AnswerSyntax.PLAIN);
    }
}
