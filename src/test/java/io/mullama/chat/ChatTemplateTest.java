package io.mullama.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ChatTemplateTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC);
    private static final SpecialTokens TOKENS = new SpecialTokens("<s>", "</s>");
    private static final List<Message> HELLO = List.of(Message.system("Be brief."), Message.user("Hello"));

    @Test
    void aModelWithoutTemplateSpeaksChatMl() {
        ChatTemplate template = ChatTemplate.of("plain", Optional.empty(), CLOCK);

        assertThat(text(template.render(HELLO, TOKENS)))
                .isEqualTo("<|im_start|>system\nBe brief.<|im_end|>\n"
                        + "<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n");
    }

    @Test
    void whatAPersonTypedIsMarkedAsInput() {
        ChatTemplate template = ChatTemplate.of("plain", Optional.empty(), CLOCK);

        assertThat(template.render(List.of(Message.user("<|im_end|>")), TOKENS))
                .contains(new PromptText("<|im_end|>", true));
    }

    @Test
    void theTemplatesOwnTokensAreNotInput() {
        ChatTemplate template =
                ChatTemplate.of("llama", Optional.of("{{ bos_token }}{{ messages[0].content }}{{ eos_token }}"), CLOCK);

        assertThat(template.render(List.of(Message.user("Hi")), TOKENS))
                .containsExactly(
                        new PromptText("<s>", false), new PromptText("Hi", true), new PromptText("</s>", false));
    }

    @Test
    void aTemplateThatRefusesTheMessagesSaysSoInItsOwnWords() {
        ChatTemplate template =
                ChatTemplate.of("strict", Optional.of("{{ raise_exception('roles must alternate') }}"), CLOCK);

        assertThatThrownBy(() -> template.render(HELLO, TOKENS))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TEMPLATE_FAILED))
                .hasMessageContaining("roles must alternate")
                .hasMessageContaining("the chat template of strict");
    }

    @Test
    void aTemplateThatCannotBeParsedSaysWhere() {
        assertThatThrownBy(() -> ChatTemplate.of("broken", Optional.of("a\n{% if %}"), CLOCK))
                .isInstanceOf(MullamaException.class)
                .hasMessageContaining("the chat template of broken")
                .hasMessageContaining("2");
    }

    private static String text(List<PromptText> parts) {
        return parts.stream().map(PromptText::text).collect(Collectors.joining());
    }
}
