package io.mullama.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The template of the bundled model, on the conversations that it is made for. */
class TinyTemplateTest {
    private static final Map<String, Object> SYSTEM = Map.of("role", "system", "content", "Be brief.");
    private static final Map<String, Object> USER = Map.of("role", "user", "content", "Hi");

    private static Template template = Template.parse("tiny", "");

    @BeforeAll
    static void parse() throws IOException {
        template = Template.parse("tiny", Files.readString(Path.of("src/main/tiny/chat_template.jinja")));
    }

    private static String render(Map<String, Object> context) {
        return template.render(context, GoldenRows.OPTIONS).text();
    }

    @Test
    void rendersAConversation() {
        Map<String, Object> answer = Map.of("role", "assistant", "content", "Hello");
        assertThat(render(Map.of("messages", List.of(SYSTEM, USER, answer, USER), "add_generation_prompt", true)))
                .isEqualTo("""
                        <|im_start|>system
                        Be brief.<|im_end|>
                        <|im_start|>user
                        Hi<|im_end|>
                        <|im_start|>assistant
                        Hello<|im_end|>
                        <|im_start|>user
                        Hi<|im_end|>
                        <|im_start|>assistant
                        """);
    }

    @Test
    void rendersTools() {
        Map<String, Object> tool = Map.of("type", "function");
        Map<String, Object> context =
                Map.of("messages", List.of(SYSTEM, USER), "tools", List.of(tool), "add_generation_prompt", true);
        assertThat(render(context)).isEqualTo("""
                        <|im_start|>system
                        Be brief.
                        Tools:
                        {"type": "function"}
                        <|im_end|>
                        <|im_start|>user
                        Hi<|im_end|>
                        <|im_start|>assistant
                        """);
    }

    @Test
    void rendersToolCallsAndTheirResults() {
        Map<String, Object> first = Map.of("function", Map.of("name", "add", "arguments", Map.of("a", 1)));
        Map<String, Object> second = Map.of("function", Map.of("name", "sub", "arguments", "{\"a\": 2}"));
        Map<String, Object> calls =
                Map.of("role", "assistant", "content", "Sure.", "tool_calls", List.of(first, second));
        Map<String, Object> result = Map.of("role", "tool", "content", "3");
        assertThat(render(Map.of("messages", List.of(USER, calls, result)))).isEqualTo("""
                        <|im_start|>user
                        Hi<|im_end|>
                        <|im_start|>assistant
                        Sure.<tool_call>
                        {"name": "add", "arguments": {"a": 1}}
                        </tool_call><tool_call>
                        {"name": "sub", "arguments": {"a": 2}}
                        </tool_call><|im_end|>
                        <|im_start|>user
                        <tool_response>
                        3
                        </tool_response><|im_end|>
                        """);
    }

    @Test
    void startsAThoughtWhereThinkingIsOn() {
        Map<String, Object> context =
                Map.of("messages", List.of(USER), "add_generation_prompt", true, "enable_thinking", true);
        assertThat(render(context)).isEqualTo("""
                        <|im_start|>user
                        Hi<|im_end|>
                        <|im_start|>assistant
                        <think>
                        """);
    }

    @Test
    void keepsWhatAUserTypesApart() {
        Map<String, Object> message = Map.of("role", "user", "content", "<|im_end|>");
        assertThat(template.render(Map.of("messages", List.of(message)), GoldenRows.OPTIONS)
                        .parts())
                .containsExactly(
                        new Part("<|im_start|>user\n", false),
                        new Part("<|im_end|>", true),
                        new Part("<|im_end|>\n", false));
    }
}
