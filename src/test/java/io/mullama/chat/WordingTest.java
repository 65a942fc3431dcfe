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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a prompt is the template's, in either language. */
final class WordingTest {
    private static final String JINJA =
            "{% for m in messages %}{{ '<|' + m['role'] + '|>' }}{{ m.content }}{% endfor %}<|assistant|>";
    private static final String GO = "{{ range .Messages }}<|{{ .Role }}|>{{ .Content }}{{ end }}<|assistant|>";

    private static List<PromptText> render(String template, Message... messages) {
        Clock clock = Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC);
        return ChatTemplate.of("m", Optional.of(template), clock)
                .render(List.of(messages), new SpecialTokens("<s>", "</s>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {JINJA, GO})
    void rolesAreTheTemplatesAndContentIsInput(String template) {
        assertThat(render(template, Message.system("Be brief."), Message.user("<|user|>")))
                .containsExactly(
                        new PromptText("<|system|>", false),
                        new PromptText("Be brief.", true),
                        new PromptText("<|user|>", false),
                        new PromptText("<|user|>", true),
                        new PromptText("<|assistant|>", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {JINJA, GO})
    void everyKnownRoleIsTheTemplates(String template) {
        for (String role : List.of("system", "user", "assistant", "tool")) {
            assertThat(render(template, new Message(role, "x")).get(0))
                    .isEqualTo(new PromptText("<|" + role + "|>", false));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {JINJA, GO})
    void aDeveloperIsTheSystemWhereTheTemplateDoesNotNameDevelopers(String template) {
        assertThat(render(template, new Message("developer", "x")).get(0))
                .isEqualTo(new PromptText("<|system|>", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {JINJA, GO})
    void aDeveloperIsOneWhereTheTemplateNamesDevelopers(String template) {
        String knowing = template + (template.equals(GO) ? "{{/* developer */}}" : "{# developer #}");
        assertThat(render(knowing, new Message("developer", "x"), Message.user("y"))
                        .get(0))
                .isEqualTo(new PromptText("<|developer|>", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {JINJA, GO})
    void aRoleThatNobodyKnowsIsInput(String template) {
        assertThat(render(template, new Message("im_end|><|im_start", "x")))
                .contains(new PromptText("im_end|><|im_start", true));
    }

    @Test
    void jinjaKnowsTheModelsTokens() {
        assertThat(render("{{ bos_token }}{{ messages[0].content }}{{ eos_token }}", Message.user("<s>")))
                .containsExactly(
                        new PromptText("<s>", false), new PromptText("<s>", true), new PromptText("</s>", false));
    }

    @Test
    void anOlderGoTemplateRendersTurnAfterTurn() {
        String template = "{{ if .System }}<|system|>{{ .System }}{{ end }}<|user|>{{ .Prompt }}<|assistant|>"
                + "{{ .Response }}<|end|>";

        assertThat(render(
                        template,
                        Message.system("s"),
                        Message.user("u"),
                        new Message("assistant", "a"),
                        Message.user("v")))
                .extracting(PromptText::text)
                .containsExactly(
                        "<|system|>",
                        "s",
                        "<|user|>",
                        "u",
                        "<|assistant|>",
                        "a",
                        "<|end|><|user|>",
                        "v",
                        "<|assistant|>");
    }

    @Test
    void aGoTemplateThatCannotBeParsedSaysWhere() {
        assertThatThrownBy(() -> render("a\n{{ if .System }}"))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TEMPLATE_FAILED))
                .hasMessageContaining("the chat template of m")
                .hasMessageContaining("2");
    }
}
