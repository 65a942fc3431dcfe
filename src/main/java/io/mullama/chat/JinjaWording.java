package io.mullama.chat;

import io.mullama.template.RenderOptions;
import io.mullama.template.Rendered;
import io.mullama.template.Template;
import io.mullama.template.TemplateException;
import io.mullama.template.TemplateText;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A chat template in Jinja, with the variables that Hugging Face gives them. Immutable. */
record JinjaWording(Template template, boolean needsDate, Clock clock) implements Wording {
    /** Words of ours, which templates make control tokens of: {@code '<|' + role + '|>'}. */
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool", "developer");

    /** As FireFunction's template, the only one known that asks for it, was trained with. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("MMM dd yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    static JinjaWording parse(String name, String source, Clock clock) throws TemplateException {
        return new JinjaWording(Template.parse(name, source), source.contains("datetime"), clock);
    }

    @Override
    public Rendered render(Conversation conversation, Setting setting) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("messages", messages(conversation.messages(), setting.shape()));
        context.put("add_generation_prompt", setting.generationPrompt());
        context.put("bos_token", new TemplateText(setting.tokens().beginOfSequence()));
        context.put("eos_token", new TemplateText(setting.tokens().endOfSequence()));
        putTools(context, conversation.tools());
        context.putAll(setting.variables());
        return template.render(context, new RenderOptions(clock, setting.limits()));
    }

    private static List<Map<String, @Nullable Object>> messages(List<Message> messages, Shape shape) {
        return shape.responsesInCall()
                ? ToolResponses.inCalls(messages, message -> fields(message, shape))
                : messages.stream().map(message -> fields(message, shape)).toList();
    }

    /** Without tools there is no such variable: some templates show an empty list of them to the model. */
    private void putTools(Map<String, Object> context, List<ToolDefinition> tools) {
        if (!tools.isEmpty()) {
            List<Object> values =
                    tools.stream().map(tool -> JsonValues.of(tool.json())).toList();
            context.put("tools", values);
            // What Granite 3 calls them.
            context.put("available_tools", values);
        }
        if (needsDate) {
            context.put("datetime", DATE.format(ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)));
            context.put("functions", JsonValues.text(tools));
        }
    }

    private static Map<String, @Nullable Object> fields(Message message, Shape shape) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        boolean known = ROLES.contains(message.role());
        fields.put("role", known ? new TemplateText(message.role()) : message.role());
        fields.put("content", content(message, shape));
        if (message.thinking() != null && !shape.thinkingParts()) {
            // Qwen, DeepSeek and GLM read the first, gpt-oss and LFM the second, Laguna and Solar the third.
            fields.put("reasoning_content", message.thinking());
            fields.put("thinking", message.thinking());
            fields.put("reasoning", message.thinking());
        }
        if (!message.toolCalls().isEmpty()) {
            fields.put(
                    "tool_calls",
                    message.toolCalls().stream().map(call -> call(call, shape)).toList());
        }
        putIfAny(fields, "name", message.answers().tool());
        putIfAny(fields, "tool_call_id", message.answers().callId());
        return fields;
    }

    private static @Nullable Object content(Message message, Shape shape) {
        if (message.content().isEmpty() && !message.toolCalls().isEmpty() && shape.nullContent()) {
            return null;
        }
        boolean thoughtful = message.thinking() != null && shape.thinkingParts();
        if (!shape.contentParts() && !thoughtful) {
            return message.content();
        }
        List<Map<String, Object>> parts = new ArrayList<>();
        if (thoughtful) {
            parts.add(Map.of("type", new TemplateText("thinking"), "thinking", message.thinking()));
        }
        if (!message.content().isEmpty() || parts.isEmpty()) {
            parts.add(Map.of("type", new TemplateText("text"), "text", message.content()));
        }
        return parts;
    }

    private static Map<String, Object> call(ToolCall call, Shape shape) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", call.name());
        function.put("arguments", JsonValues.arguments(call, shape.arguments()));
        Map<String, Object> fields = new LinkedHashMap<>();
        putIfAny(fields, "id", call.id());
        fields.put("type", new TemplateText("function"));
        fields.put("function", function);
        return fields;
    }

    private static void putIfAny(Map<String, ? super Object> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
