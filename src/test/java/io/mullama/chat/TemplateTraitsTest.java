package io.mullama.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What probing finds out about real templates, beside what reading them says. */
final class TemplateTraitsTest {
    private static TemplateTraits traits(String name) {
        return GoldenTemplates.template(name).traits(GoldenTemplates.TOKENS);
    }

    private static TemplateTraits of(String source) {
        return ChatTemplate.of("m", Optional.of(source), GoldenTemplates.CLOCK).traits(GoldenTemplates.TOKENS);
    }

    /** What a template lacks or wants, in one word each. */
    private static String summary(TemplateTraits traits) {
        List<String> words = new ArrayList<>();
        TemplateTraits.Roles roles = traits.roles();
        if (roles.system() != TemplateTraits.SystemRole.SHOWN) {
            words.add("system-" + roles.system().name().toLowerCase(java.util.Locale.ROOT));
        }
        add(words, roles.developer(), "developer");
        add(words, !roles.severalSystems(), "one-system");
        add(words, !roles.laterSystem(), "system-first");
        add(words, roles.alternating(), "alternating");
        TemplateTraits.Tools tools = traits.tools();
        add(words, !tools.definitions(), "no-tools");
        if (tools.worded()) {
            add(words, !tools.parallel(), "one-call");
            add(words, !tools.besideContent(), "calls-alone");
            add(words, tools.shortIds(), "short-ids");
            words.add(
                    tools.arguments().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        }
        return String.join(" ", words);
    }

    private static void add(List<String> words, boolean applies, String word) {
        if (applies) {
            words.add(word);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Qwen-Qwen2.5-7B-Instruct, object",
        "Qwen-Qwen3-0.6B, object",
        "Qwen3.5-4B, one-system system-first object-alone",
        "GLM-4.7-Flash, object-alone",
        "google-gemma-2-2b-it, system-refused one-system system-first alternating no-tools",
        "google-gemma-4-31B-it-interleaved, developer object",
        "meta-llama-Llama-3.1-8B-Instruct, one-call calls-alone object",
        "meta-llama-Llama-3.3-70B-Instruct, one-call calls-alone object",
        "mistralai-Mistral-Nemo-Instruct-2407, one-system system-first alternating calls-alone short-ids object",
        "Mistral-Small-3.2-24B-Instruct-2506, one-system system-first alternating calls-alone short-ids object",
        "mistralai-Ministral-3-14B-Reasoning-2512, one-system system-first alternating object",
        "microsoft-Phi-3.5-mini-instruct, no-tools",
        "HuggingFaceTB-SmolLM3-3B, one-system system-first no-tools",
        "deepseek-ai-DeepSeek-V3.1, no-tools",
        "llama-cpp-deepseek-r1, one-system system-first calls-alone object",
        "openai-gpt-oss-120b, developer one-system system-first one-call calls-alone object",
        "MiniMax-M3, developer one-system system-first object-alone",
        "Kimi-K2-Thinking, object",
        "moonshotai-Kimi-K2, object",
        "tencent-Hy3, object-alone",
        "unsloth-Apriel-1.5, object",
        "NousResearch-Hermes-2-Pro-Llama-3-8B-tool_use, calls-alone object"
    })
    void thisIsFoundOut(String name, String expected) {
        assertThat(summary(traits(name))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Qwen-Qwen3-0.6B, enable_thinking, '', true, false, true",
        "GLM-4.7-Flash, enable_thinking, '', true, false, true",
        "deepseek-ai-DeepSeek-V3.1, enable_thinking thinking, '', true, false, false",
        "openai-gpt-oss-120b, reasoning_effort, LOW MEDIUM HIGH, true, false, true",
        "tencent-Hy3, reasoning_effort, LOW HIGH, true, false, true",
        "upstage-Solar-Open-100B, reasoning_effort, LOW HIGH, true, false, true",
        "MiniMax-M3, thinking_mode, '', true, true, true",
        "NVIDIA-Nemotron-Nano-v2, '', '', true, false, false",
        "mistralai-Ministral-3-14B-Reasoning-2512, '', '', false, true, true",
        "meta-llama-Llama-3.1-8B-Instruct, '', '', false, false, false",
        "google-gemma-4-31B-it-interleaved, enable_thinking, '', true, false, true"
    })
    void thinkingIsFoundOut(
            String name, String switches, String levels, boolean switchable, boolean earlier, boolean inTurn) {
        TemplateTraits.Thoughts thoughts = traits(name).thoughts();

        assertThat(String.join(" ", thoughts.switches())).isEqualTo(switches);
        assertThat(thoughts.levels().stream().sorted().map(Thinking::name).collect(Collectors.joining(" ")))
                .isEqualTo(levels);
        assertThat(thoughts.switchable()).isEqualTo(switchable);
        assertThat(thoughts.keptEarlier()).isEqualTo(earlier);
        assertThat(thoughts.keptInTurn()).isEqualTo(inTurn);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Qwen-Qwen3-0.6B; <|im_start|>assistant_; <|im_start|>assistant_<think>__</think>__",
                "Qwen3.5-4B; <|im_start|>assistant_<think>_; <|im_start|>assistant_<think>__</think>__",
                "deepseek-ai-DeepSeek-V3.1; <｜Assistant｜><think>; <｜Assistant｜><think></think>",
                "microsoft-Phi-3.5-mini-instruct; <|assistant|>_; <|assistant|>_",
                "openai-gpt-oss-120b; <|start|>assistant; <|start|>assistant",
                "tencent-Hy3; <｜hy_Assistant:opensource｜><think:opensource>; "
                        + "<｜hy_Assistant:opensource｜><think:opensource></think:opensource>",
                "NVIDIA-Nemotron-Nano-v2; <SPECIAL_11>Assistant_<think>_; <SPECIAL_11>Assistant_<think></think>"
            })
    void whatAPromptEndsWithIsFoundOut(String name, String on, String off) {
        Map<Thinking, String> openings = traits(name).thoughts().openings();
        Function<Thinking, String> opening = thinking ->
                openings.getOrDefault(thinking, "").replace("\n", "_").replace("Assistant_", "Assistant_");

        assertThat(opening.apply(Thinking.ON)).isEqualTo(on);
        assertThat(opening.apply(Thinking.OFF)).isEqualTo(off);
    }

    @Test
    void aTemplateThatDropsTheSystemMessageInSilenceIsCaught() {
        TemplateTraits traits =
                of("{% for m in messages %}{% if m.role == 'user' %}{{ m.content }}{% endif %}{% endfor %}");

        assertThat(traits.roles().system()).isEqualTo(TemplateTraits.SystemRole.DROPPED);
    }

    @Test
    void aTemplateForPartsAloneIsCaught() {
        TemplateTraits traits = of("{% for m in messages %}{{ m.role }}:{% for part in m.content %}"
                + "{{ part.text }}{% endfor %}{% endfor %}");

        assertThat(traits.contentParts()).isTrue();
        assertThat(traits.roles().system()).isEqualTo(TemplateTraits.SystemRole.SHOWN);
    }

    @Test
    void aTemplateThatAddsToArgumentsWantsThemAsString() {
        TemplateTraits traits = of("{% for t in tools or [] %}{{ t | tojson }}{% endfor %}{% for m in messages %}"
                + "{{ m.content }}{% for c in m.tool_calls or [] %}"
                + "{{ c.function.name + c.function.arguments }}{% endfor %}{% endfor %}");

        assertThat(traits.tools().arguments()).isEqualTo(TemplateTraits.Arguments.STRING);
    }

    @Test
    void aTemplateThatAlwaysFailsHasNoTraitsButNoErrorEither() {
        TemplateTraits traits = of("{{ raise_exception('no') }}");

        assertThat(traits.roles().system()).isEqualTo(TemplateTraits.SystemRole.REFUSED);
        assertThat(traits.tools().worded()).isFalse();
        assertThat(traits.thoughts().levels()).isEqualTo(Set.of());
    }

    @Test
    void traitsOfGoTemplatesAreFoundOutTheSameWay() {
        assertThat(summary(of(OllamaTemplates.MESSAGES))).isEqualTo("object");
        assertThat(summary(of(OllamaTemplates.TURNS))).isEqualTo("no-tools");
        assertThat(of(OllamaTemplates.MESSAGES).thoughts().switchable()).isTrue();
    }
}
