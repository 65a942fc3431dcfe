package io.mullama.template.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.template.TemplateException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole conversations through templates like those of well-known models. */
class OllamaTemplateTest {
    private static final String CHATML = "{{- range .Messages }}<|im_start|>{{ .Role }}\n{{ .Content }}<|im_end|>\n"
            + "{{ end }}<|im_start|>assistant\n";
    private static final String CHATML_TURNS = "{{ if .System }}<|im_start|>system\n{{ .System }}<|im_end|>\n{{ end }}"
            + "{{ if .Prompt }}<|im_start|>user\n{{ .Prompt }}<|im_end|>\n{{ end }}"
            + "<|im_start|>assistant\n{{ .Response }}<|im_end|>\n";
    private static final List<OllamaMessage> THREE = List.of(user("Hi"), assistant("Yes?"), user("Why?"));
    private static final List<OllamaMessage> FOUR =
            List.of(new OllamaMessage("system", "Be brief."), user("Hi"), assistant("Yes?"), user("Why?"));

    private static OllamaMessage user(String content) {
        return new OllamaMessage("user", content);
    }

    private static OllamaMessage assistant(String content) {
        return new OllamaMessage("assistant", content);
    }

    private static OllamaMessage system(String content) {
        return new OllamaMessage("system", content);
    }

    private static String render(String source, List<OllamaMessage> messages) {
        return OllamaTemplate.parse("test", source)
                .render(new OllamaConversation(messages), GoRendering.OPTIONS)
                .text();
    }

    @Test
    void chatMlComesOutTheSameFromMessagesAndFromTurns() {
        String expected = "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
                + "<|im_start|>assistant\nYes?<|im_end|>\n<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n";
        assertThat(render(CHATML, FOUR)).isEqualTo(expected);
        assertThat(render(CHATML_TURNS, FOUR)).isEqualTo(expected);
    }

    @Test
    void llama3WritesHeaders() {
        String source = "{{- range .Messages }}<|start_header_id|>{{ .Role }}<|end_header_id|>\n\n"
                + "{{ .Content }}<|eot_id|>\n{{- end }}<|start_header_id|>assistant<|end_header_id|>\n\n";
        assertThat(render(source, List.of(user("Hi"))))
                .isEqualTo("<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
                        + "<|start_header_id|>assistant<|end_header_id|>\n\n");
    }

    @Test
    void mistralComesOutTheSameFromMessagesAndFromTurns() {
        String turns = "[INST] {{ if .System }}{{ .System }}\n\n{{ end }}{{ .Prompt }}[/INST] ";
        String answered = turns + "{{ .Response }}</s>";
        String messages = "{{ range .Messages }}{{ if eq .Role \"system\" }}{{ continue }}{{ end }}"
                + "{{ if eq .Role \"user\" }}[INST] {{ if $.System }}{{ $.System }}\n\n{{ end }}{{ .Content }}[/INST] "
                + "{{ else }}{{ .Content }}</s>{{ end }}{{ end }}";
        assertThat(render(turns, THREE)).isEqualTo("[INST] Hi[/INST] Yes?[INST] Why?[/INST] ");
        assertThat(render(answered, THREE)).isEqualTo("[INST] Hi[/INST] Yes?</s>[INST] Why?[/INST] ");
        assertThat(render(messages, THREE)).isEqualTo("[INST] Hi[/INST] Yes?</s>[INST] Why?[/INST] ");
        assertThat(render(answered, FOUR)).isEqualTo("[INST] Be brief.\n\nHi[/INST] Yes?</s>[INST] Why?[/INST] ");
    }

    @Test
    void gemmaPutsTheSystemMessageIntoTheFirstTurn() {
        String source = "{{- $system := \"\" }}{{- range .Messages }}{{- if eq .Role \"system\" }}"
                + "{{- if not $system }}{{ $system = .Content }}{{ else }}"
                + "{{ $system = printf \"%s\\n\\n%s\" $system .Content }}{{ end }}{{- continue }}"
                + "{{- else if eq .Role \"user\" }}<start_of_turn>user{{- if $system }}\n{{ $system }}{{- $system = \"\" }}"
                + "{{- end }}{{- else }}<start_of_turn>model{{- end }}\n{{ .Content }}<end_of_turn>\n{{ end }}"
                + "<start_of_turn>model\n";
        assertThat(render(source, FOUR))
                .isEqualTo("<start_of_turn>user\nBe brief.\nHi<end_of_turn>\n<start_of_turn>model\nYes?<end_of_turn>\n"
                        + "<start_of_turn>user\nWhy?<end_of_turn>\n<start_of_turn>model\n");
    }

    @Test
    void gemma3AsksWhichMessageIsTheLast() {
        String source = "{{- range $i, $_ := .Messages }}{{- $last := eq (len (slice $.Messages $i)) 1 }}"
                + "{{- if ne .Role \"system\" }}<{{ .Role }}>{{ if and (eq $i 1) $.System }}{{ $.System }}|{{ end }}"
                + "{{ .Content }}{{ if $last }}<model>{{ end }}{{ end }}{{ end }}";
        assertThat(render(source, FOUR)).isEqualTo("<user>Be brief.|Hi<assistant>Yes?<user>Why?<model>");
    }

    @Test
    void alpacaNamesItsParts() {
        String source = "{{ if .System }}{{ .System }}\n\n{{ end }}{{ if .Prompt }}### Instruction:\n{{ .Prompt }}\n\n"
                + "{{ end }}### Response:\n{{ .Response }}\n\n";
        assertThat(render(source, FOUR))
                .isEqualTo("Be brief.\n\n### Instruction:\nHi\n\n### Response:\nYes?\n\n"
                        + "### Instruction:\nWhy?\n\n### Response:\n");
    }

    @Test
    void phi3MakesTokensOfRoles() {
        String source = "{{- range .Messages }}<|{{ .Role }}|>\n{{ .Content }}<|end|>\n{{ end }}<|assistant|>\n";
        OllamaTemplate template = OllamaTemplate.parse("test", source);
        assertThat(GoRendering.marked(template.render(new OllamaConversation(FOUR), GoRendering.OPTIONS)))
                .isEqualTo("<|system|>\n[Be brief.]<|end|>\n<|user|>\n[Hi]<|end|>\n<|assistant|>\n[Yes?]<|end|>\n"
                        + "<|user|>\n[Why?]<|end|>\n<|assistant|>\n");
    }

    @Test
    void anAnswerThatIsBegunGoesOn() {
        List<OllamaMessage> begun = List.of(user("Hi"), assistant("My name is"));
        assertThat(render(CHATML_TURNS, begun))
                .isEqualTo("<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nMy name is");
    }

    @Test
    void neighboursOfOneRoleAreOneMessageButForTools() {
        List<OllamaMessage> messages = List.of(
                user("a"), user("b"), new OllamaMessage("tool", "1"), new OllamaMessage("tool", "2"), user("c"));
        assertThat(render("{{ range .Messages }}<{{ .Role }}:{{ .Content }}>{{ end }}", messages))
                .isEqualTo("<user:a\n\nb><tool:1><tool:2><user:c>");
    }

    @Test
    void systemMessagesAreCollectedToo() {
        List<OllamaMessage> messages = List.of(system("a"), user("u"), system("b"), system("c"));
        assertThat(render("{{ .System }}|{{ range .Messages }}{{ .Role }} {{ end }}", messages))
                .isEqualTo("a\n\nb\n\nc|system user system ");
    }

    @Test
    void aSystemMessageInTheMiddleStartsATurn() {
        List<OllamaMessage> messages = List.of(user("a"), system("s"), user("b"));
        assertThat(render("[{{ .System }}/{{ .Prompt }}/{{ .Response }}]", messages))
                .isEqualTo("[/a/][s/b/");
    }

    @Test
    void whatFollowsTheAnswerInTheSourceIsCutEvenWhereItIsNotReached() {
        String source = "{{ .Prompt }}{{ if .Response }}<a>{{ .Response }}<b>{{ end }}<c>";
        assertThat(render(source, THREE)).isEqualTo("Hi<a>Yes?<b><c>Why?");
    }

    @Test
    void bothBranchesOfAChoiceAreCut() {
        String source = "{{ if .System }}{{ .System }}:{{ .Prompt }}<a>{{ .Response }}<b>{{ else }}"
                + "{{ .Prompt }}<a>{{ .Response }}<b>{{ end }}<c>";
        assertThat(render(source, List.of(user("Hi")))).isEqualTo("Hi<a>");
        assertThat(render(source, List.of(system("s"), user("Hi")))).isEqualTo("s:Hi<a>");
    }

    @Test
    void theAnswerOfTheWholeIsCutToo() {
        assertThat(render("{{ with .Prompt }}{{ . }}<a>{{ $.Response }}<b>{{ end }}", THREE))
                .isEqualTo("Hi<a>Yes?<b>Why?<a>");
    }

    @Test
    void aConversationMayBeEmpty() {
        assertThat(render("<{{ .Prompt }}>{{ .Response }}</s>", List.of())).isEqualTo("<>");
        assertThat(render(CHATML, List.of())).isEqualTo("<|im_start|>assistant\n");
    }

    @Test
    void whatToFillInStandsBetweenTwoTexts() {
        OllamaTemplate template =
                OllamaTemplate.parse("test", "{{ if .Suffix }}<PRE> {{ .Prompt }} <SUF>{{ .Suffix }} <MID>{{ end }}");
        assertThat(template.usesSuffix()).isTrue();
        assertThat(GoRendering.marked(
                        template.fill("def add(", "return x", OllamaConversation.Thinking.UNSET, GoRendering.OPTIONS)))
                .isEqualTo("<PRE> [def add(] <SUF>[return x] <MID>");
    }

    @Test
    void whatATemplateCanDoIsSeenFromItsFields() {
        OllamaTemplate turns = OllamaTemplate.parse("test", CHATML_TURNS);
        assertThat(turns.usesMessages()).isFalse();
        assertThat(turns.usesTools()).isFalse();
        assertThat(turns.usesSuffix()).isFalse();
        OllamaTemplate tools = OllamaTemplate.parse("test", "{{ range .Messages }}{{ $.Tools }}{{ end }}");
        assertThat(tools.usesMessages()).isTrue();
        assertThat(tools.usesTools()).isTrue();
    }

    @Test
    void anErrorInATurnHasItsPlace() {
        OllamaTemplate template = OllamaTemplate.parse("the template of x", "a\n{{ range .Prompt }}{{ end }}");
        assertThatThrownBy(() -> template.render(new OllamaConversation(THREE), GoRendering.OPTIONS))
                .isInstanceOf(TemplateException.class)
                .hasMessage("the template of x:2:4: range cannot go over a string");
        assertThatThrownBy(() -> OllamaTemplate.parse("x", "{{ .Prompt ")).hasMessage("x:1:1: unclosed action");
    }
}
