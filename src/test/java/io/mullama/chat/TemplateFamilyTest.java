package io.mullama.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemplateFamilyTest {
    private static final List<Message> TURNS =
            List.of(Message.system("SYS"), Message.user("U1"), Message.assistant("A1"), Message.user("U2"));

    private static String family(String name, String architecture, String tokens) {
        Set<String> vocabulary = Set.of(tokens.isEmpty() ? new String[0] : tokens.split(" "));
        return TemplateFamily.of(new TemplateFamily.Hints(name, architecture, vocabulary::contains))
                .id();
    }

    @ParameterizedTest
    @CsvSource({
        "Meta-Llama-3-8B-Instruct, llama, <|start_header_id|> <|end_header_id|> <|eot_id|>, llama3",
        "llama-2-7b-chat.Q4_0.gguf, llama, <s> </s>, llama2",
        "CodeLlama-7b-Instruct, llama, '', llama2",
        "mistral-7b-instruct-v0.1, llama, <s> </s>, mistral-v1",
        "Mistral-7B-Instruct-v0.3, llama, [INST] [/INST], mistral-v3",
        "Mistral-Nemo-Instruct-2407, llama, [INST] [/INST] <SPECIAL_999>, mistral-v3-tekken",
        "Mistral-Small-24B, llama, [INST] [/INST] [SYSTEM_PROMPT] <SPECIAL_999>, mistral-v7-tekken",
        "qwen2.5-0.5b, qwen2, <|im_start|> <|im_end|>, chatml",
        "something, qwen2, <|im_start|> <|im_end|>, chatml",
        "gemma-2-2b, gemma2, <start_of_turn> <end_of_turn>, gemma",
        "unnamed, llama, <start_of_turn> <end_of_turn>, gemma",
        "Phi-3-mini, phi3, <|user|> <|assistant|> <|end|>, phi3",
        "phi-4, phi3, <|im_start|> <|im_sep|> <|im_end|>, phi4",
        "zephyr-7b-beta, llama, '', zephyr",
        "vicuna-13b-v1.5, llama, '', vicuna",
        "alpaca-native, llama, '', alpaca",
        "openchat-3.5, llama, <|end_of_turn|>, openchat",
        "deepseek-coder-6.7b-instruct, llama, <|EOT|>, deepseek-coder",
        "DeepSeek-R1, deepseek2, <｜User｜> <｜Assistant｜> <｜end▁of▁sentence｜>, deepseek3",
        "DeepSeek-V2-Lite-Chat, deepseek2, <｜User｜> <｜Assistant｜> <｜end▁of▁sentence｜>, deepseek2",
        "c4ai-command-r-v01, command-r, <|START_OF_TURN_TOKEN|> <|END_OF_TURN_TOKEN|> <|USER_TOKEN|> <|CHATBOT_TOKEN|>, "
                + "command-r",
        "granite-3.1-2b, granite, <|start_of_role|> <|end_of_role|> <|end_of_text|>, granite",
        "falcon3-7b, llama, <|user|> <|assistant|>, falcon3",
        "gpt-oss-20b, gpt-oss, <|start|> <|channel|> <|message|> <|end|>, gpt-oss",
        "nobody knows, strange, '', chatml"
    })
    void nameArchitectureAndVocabularyLeadToIt(String name, String architecture, String tokens, String expected) {
        assertThat(family(name, architecture, tokens)).isEqualTo(expected);
    }

    @Test
    void aFamilyWhoseControlTokensTheVocabularyLacksIsNotTaken() {
        assertThat(family("Meta-Llama-3-8B", "llama", "<|im_start|> <|im_end|>"))
                .isEqualTo("chatml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "llama2; [INST] <<SYS>>_SYS_<</SYS>>__U1 [/INST] A1 </s><s>[INST] U2 [/INST]",
                "gemma; <start_of_turn>user_SYS__U1<end_of_turn>_<start_of_turn>model_A1<end_of_turn>_"
                        + "<start_of_turn>user_U2<end_of_turn>_<start_of_turn>model_",
                "mistral-v3-tekken; [INST]SYS__U1[/INST]A1</s>[INST]U2[/INST]",
                "mistral-v7-tekken; [SYSTEM_PROMPT]SYS[/SYSTEM_PROMPT][INST]U1[/INST]A1</s>[INST]U2[/INST]",
                "vicuna; SYS__USER: U1_ASSISTANT: A1</s>_USER: U2_ASSISTANT:",
                "openchat; SYS<|end_of_turn|>GPT4 Correct User: U1<|end_of_turn|>GPT4 Correct Assistant: A1<|end_of_turn|>"
                        + "GPT4 Correct User: U2<|end_of_turn|>GPT4 Correct Assistant:",
                "deepseek3; SYS__<｜User｜>U1<｜Assistant｜>A1<｜end▁of▁sentence｜><｜User｜>U2<｜Assistant｜>",
                "phi4; <|im_start|>system<|im_sep|>SYS<|im_end|><|im_start|>user<|im_sep|>U1<|im_end|>"
                        + "<|im_start|>assistant<|im_sep|>A1<|im_end|><|im_start|>user<|im_sep|>U2<|im_end|>"
                        + "<|im_start|>assistant<|im_sep|>"
            })
    void turnsAreWordedAsTheirModelsWereTrained(String id, String expected) {
        TemplateFamily family = TemplateFamily.all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        ChatTemplate template = ChatTemplate.of("m", Optional.of(family.source()), GoldenTemplates.CLOCK);

        assertThat(template.wording(new Conversation(TURNS), true, GoldenTemplates.TOKENS)
                        .replace('\n', '_'))
                .isEqualTo(expected);
    }

    @Test
    void everyFamilyWritesItsOwnTokens() {
        for (TemplateFamily family : TemplateFamily.all()) {
            String source = family.source();
            family.tokens().stream()
                    .filter(token -> !token.equals("<SPECIAL_999>") && !token.equals("<role>") && !token.equals("sop"))
                    .forEach(token -> assertThat(source).as(family.id()).contains(token));
        }
    }

    @Test
    void aModelWithoutTemplateGetsItsFamilys() {
        TemplateFamily.Hints hints = new TemplateFamily.Hints("vicuna", "llama", token -> false);
        ChatTemplate template = ChatTemplate.of("vicuna", Optional.empty(), hints, GoldenTemplates.CLOCK);

        assertThat(template.wording(new Conversation(TURNS), true, GoldenTemplates.TOKENS))
                .startsWith("SYS\n\nUSER: U1\n");
    }
}
