package io.mullama.chat;

import java.util.Map;

/** Templates in Go: one of our own for each kind that Ollama's models have. Stateless. */
final class OllamaTemplates {
    /** Turn after turn, and without tools. */
    static final String TURNS = "{{ if .System }}<|system|>{{ .System }}<|end|>{{ end }}"
            + "{{ if .Prompt }}<|user|>{{ .Prompt }}<|end|>{{ end }}<|assistant|>{{ .Response }}<|end|>";

    /** All at once, with tools and thoughts. */
    static final String MESSAGES = """
            {{- if or .System .Tools }}<|im_start|>system
            {{ .System }}
            {{- range .Tools }}
            {{ json . }}{{ end }}<|im_end|>
            {{ end }}
            {{- range .Messages }}
            {{- if eq .Role "user" }}<|im_start|>user
            {{ .Content }}<|im_end|>
            {{ else if eq .Role "assistant" }}<|im_start|>assistant
            {{ if .Thinking }}<think>{{ .Thinking }}</think>
            {{ end }}{{ .Content }}
            {{- range .ToolCalls }}
            <tool_call>{"name": "{{ .Function.Name }}", "arguments": {{ .Function.Arguments }}}</tool_call>
            {{- end }}<|im_end|>
            {{ else if eq .Role "tool" }}<|im_start|>user
            <tool_response>{{ .Content }}</tool_response><|im_end|>
            {{ end }}
            {{- end }}<|im_start|>assistant
            {{ if and .IsThinkSet (not .Think) }}<think></think>
            {{ end }}""";

    static final Map<String, String> SOURCES = Map.of("Go, turns", TURNS, "Go, messages", MESSAGES);

    private OllamaTemplates() {}
}
