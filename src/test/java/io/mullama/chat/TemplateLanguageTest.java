package io.mullama.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateLanguageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' }}{% endfor %}",
                "{%- if messages[0]['role'] == 'system' %}{%- set loop_messages = messages[1:] %}{%- endif %}",
                "{{- bos_token }}\n{%- if custom_tools is defined %}{%- set tools = custom_tools %}{%- endif %}",
                "{{ bos_token }}{{ messages[0].content }}{{ eos_token }}",
                "{{messages[0]['content']}}",
                "{{-bos_token-}}",
                "{{ range(3) | join }}",
                "{{ rangefinder }}",
                "{{ '.System' }}",
                "{{ raise_exception('roles must alternate') }}",
                "{# as Ollama has it: {{ .System }} #}{{ messages[0].content }}",
                "{%- raw %}{{ .System }}{% endraw %}",
                "{%+ set x = 1 %}{{ .System }}",
                "{{ \"{{ x }}\" }}",
                "{% generation %}{{ .x }}",
                "a { % b } {",
                "You are a helpful assistant.",
                "",
            })
    void thisIsJinja(String source) {
        assertThat(TemplateLanguage.of(source)).isEqualTo(TemplateLanguage.JINJA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ if .System }}<|im_start|>system\n{{ .System }}<|im_end|>\n{{ end }}",
                "{{- range $i, $_ := .Messages }}{{- $last := eq (len (slice $.Messages $i)) 1 }}{{ end }}",
                "{{ .Prompt }}",
                "{{.Prompt}}",
                "{{- .Prompt -}}",
                "[INST] {{ .System }} {{ .Prompt }} [/INST]",
                "{{ $last := .Messages }}",
                "{{/* a comment */}}Hello {{ .Prompt }}",
                "{{- /* a comment */ -}}",
                "{{ with .Tools }}x{{ end }}",
                "{{ range .Messages }}x{{ end }}",
                "{{ range $.Messages }}x{{ end }}",
                "{{range slice .Messages 1}}x{{end}}",
                "{{ if not .System }}x{{ end }}",
                "{{ if (eq .Role \"user\") }}x{{ end }}",
                "{{ define \"turn\" }}x{{ end }}{{ template \"turn\" . }}",
                "{{ json .Tools }}",
                "{{ printf \"%s\" .Prompt }}",
                "{{ (index .Messages 0).Content }}",
                "{{ \"{% for\" }}{{ .Prompt }}",
                "{% as text %} {{ .Prompt }}",
                "100{% of {{ .Prompt }}",
                "{#1} {{ .Prompt }}",
                "{{ .Prompt }}{% if this were code %}",
                "{{ if .System }}{% for example %}{{ end }}",
                "Answer in the form {#id}: {{ if .Prompt }}{{ .Prompt }}{{ end }}",
            })
    void thisIsGo(String source) {
        assertThat(TemplateLanguage.of(source)).isEqualTo(TemplateLanguage.GO);
    }

    @Test
    @Timeout(10)
    void aHostileTemplateTakesNoLongerThanItsLength() {
        for (String piece : new String[] {"{#", "{{", "{{(", "{{ a", "{%", "{{ a ", "{#}", "{{((((a"}) {
            assertThat(TemplateLanguage.of(piece.repeat(200_000))).isEqualTo(TemplateLanguage.JINJA);
        }
        assertThat(TemplateLanguage.of("{{" + "(".repeat(400_000))).isEqualTo(TemplateLanguage.JINJA);
        assertThat(TemplateLanguage.of("{{" + " ".repeat(400_000))).isEqualTo(TemplateLanguage.JINJA);
    }
}
