package io.mullama.chat.answer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mullama.chat.Message;
import io.mullama.chat.Thinking;
import io.mullama.chat.ToolCall;
import io.mullama.chat.ToolDefinition;
import io.mullama.template.RenderOptions;
import io.mullama.template.Template;
import io.mullama.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real chat templates beside the project, as models are asked with. Stateless. */
final class GoldenTemplates {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILE = Path.of("../shared/jinja/golden.json");
    private static final RenderOptions OPTIONS =
            RenderOptions.at(Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC));

    private GoldenTemplates() {}

    /** The sources by file name. */
    static Map<String, String> sources() {
        assumeTrue(Files.isReadable(FILE) || System.getenv("CI") != null, "there are no golden templates");
        Map<String, String> sources = new LinkedHashMap<>();
        try {
            JsonNode all = JSON.readTree(FILE.toFile()).path("templates");
            all.properties()
                    .forEach(each -> sources.put(each.getKey(), each.getValue().asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    static Renderer renderer(String source) {
        Template template = Template.parse("golden", source);
        return (messages, tools, thinking, generationPrompt) -> {
            try {
                return Optional.of(template.render(context(messages, tools, thinking, generationPrompt), OPTIONS)
                        .text());
            } catch (TemplateException e) {
                return Optional.empty();
            }
        };
    }

    private static Map<String, Object> context(
            List<Message> messages, List<ToolDefinition> tools, Thinking thinking, boolean generationPrompt) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("messages", messages.stream().map(GoldenTemplates::fields).toList());
        if (!tools.isEmpty()) {
            context.put(
                    "tools",
                    tools.stream()
                            .map(tool -> JSON.convertValue(tool.json(), Map.class))
                            .toList());
        }
        if (thinking != Thinking.UNSET) {
            context.put("enable_thinking", thinking.isWanted());
            context.put("thinking", thinking.isWanted());
        }
        context.put("add_generation_prompt", generationPrompt);
        context.put("bos_token", "<s>");
        context.put("eos_token", "</s>");
        return context;
    }

    private static Map<String, Object> fields(Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", message.role());
        fields.put("content", message.content());
        if (message.thinking() != null) {
            fields.put("reasoning_content", message.thinking());
            fields.put("thinking", message.thinking());
            fields.put("reasoning", message.thinking());
        }
        if (!message.toolCalls().isEmpty()) {
            fields.put(
                    "tool_calls",
                    message.toolCalls().stream().map(GoldenTemplates::call).toList());
        }
        if (message.role().equals("tool")) {
            fields.put("name", message.answers().tool());
            fields.put("tool_call_id", message.answers().callId());
        }
        return fields;
    }

    private static Map<String, Object> call(ToolCall call) {
        try {
            Object arguments = JSON.readValue(call.arguments(), Map.class);
            Map<String, Object> function = Map.of("name", call.name(), "arguments", arguments);
            return Map.of("id", call.id(), "type", "function", "function", function);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
