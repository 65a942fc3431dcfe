package io.mullama.chat;

import io.mullama.template.RenderOptions;
import io.mullama.template.Rendered;
import io.mullama.template.TemplateException;
import io.mullama.template.golang.OllamaConversation;
import io.mullama.template.golang.OllamaMessage;
import io.mullama.template.golang.OllamaTemplate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat template in Go, with the variables that Ollama gives them: it always asks for the next answer, and knows no
 * others. Immutable.
 */
record GoWording(OllamaTemplate template, Clock clock) implements Wording {
    static GoWording parse(String name, String source, Clock clock) throws TemplateException {
        return new GoWording(OllamaTemplate.parse(name, source), clock);
    }

    @Override
    public Rendered render(Conversation conversation, Setting setting) {
        List<OllamaMessage> messages =
                conversation.messages().stream().map(GoWording::message).toList();
        List<Map<String, ? extends @Nullable Object>> tools =
                conversation.tools().stream().map(GoWording::tool).toList();
        return template.render(
                new OllamaConversation(messages, tools, thinking(conversation.thinking())),
                new RenderOptions(clock, setting.limits()));
    }

    private static OllamaMessage message(Message message) {
        List<OllamaMessage.ToolCall> calls = message.toolCalls().stream()
                .map(call -> new OllamaMessage.ToolCall(call.id(), call.name(), JsonValues.mapping(call)))
                .toList();
        String thoughts = message.thinking() == null ? "" : message.thinking();
        Message.AnsweredCall answers = message.answers();
        return new OllamaMessage(
                message.role(),
                message.content(),
                thoughts,
                calls,
                new OllamaMessage.ToolAnswer(answers.tool(), answers.callId()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ? extends @Nullable Object> tool(ToolDefinition tool) {
        Object json = JsonValues.of(tool.json());
        return json instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static OllamaConversation.Thinking thinking(Thinking thinking) {
        return switch (thinking) {
            case UNSET -> OllamaConversation.Thinking.UNSET;
            case OFF -> OllamaConversation.Thinking.OFF;
            case ON -> OllamaConversation.Thinking.ON;
            case LOW -> OllamaConversation.Thinking.of("low");
            case MEDIUM -> OllamaConversation.Thinking.of("medium");
            case HIGH -> OllamaConversation.Thinking.of("high");
        };
    }
}
