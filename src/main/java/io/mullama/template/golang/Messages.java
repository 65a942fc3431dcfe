package io.mullama.template.golang;

import io.mullama.template.value.Budget;
import io.mullama.template.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Messages as templates see them: Ollama's {@code templateMessage}. Confined to one render. */
final class Messages {
    private static final String SYSTEM = "system";

    /** Templates make control tokens of these, such as {@code <|user|>}, and nobody can hide one in them. */
    private static final Set<String> ROLES = Set.of(SYSTEM, "user", "assistant", "tool", "developer");

    private final Values values;
    private final Budget budget;

    Messages(Values values, Budget budget) {
        this.values = values;
        this.budget = budget;
    }

    /** What all system messages say, with empty lines between them. */
    static String system(List<OllamaMessage> messages) {
        return contents(messages.stream()
                .filter(message -> message.role().equals(SYSTEM))
                .toList());
    }

    /** The messages with neighbours of one role as one, but for those of tools. */
    static List<OllamaMessage> merged(List<OllamaMessage> messages) {
        List<OllamaMessage> merged = new ArrayList<>();
        for (int at = 0; at < messages.size(); ) {
            OllamaMessage first = messages.get(at);
            int end = at + 1;
            while (end < messages.size() && joins(first, messages.get(end))) {
                end++;
            }
            merged.add(end == at + 1 ? first : first.with(contents(messages.subList(at, end))));
            at = end;
        }
        return merged;
    }

    private static boolean joins(OllamaMessage first, OllamaMessage next) {
        return first.role().equals(next.role()) && !first.role().equals("tool");
    }

    private static String contents(List<OllamaMessage> messages) {
        return messages.stream().map(OllamaMessage::content).collect(Collectors.joining("\n\n"));
    }

    /** The value of {@code .Messages}. */
    GoValue list(List<OllamaMessage> messages) {
        budget.elements(messages.size());
        return new GoValue.Slice(messages.stream().map(this::message).toList());
    }

    private GoValue message(OllamaMessage message) {
        budget.elements(7);
        return new GoValue.Struct(
                "a message",
                List.of(
                        member("Role", "role", false, role(message.role())),
                        member("Content", "content", false, Values.input(message.content())),
                        member("Thinking", "thinking", true, Values.input(message.thinking())),
                        member("Images", "images", true, new GoValue.Slice(List.of())),
                        member("ToolCalls", "tool_calls", true, calls(message.toolCalls())),
                        member(
                                "ToolName",
                                "tool_name",
                                true,
                                Values.input(message.answers().tool())),
                        member(
                                "ToolCallID",
                                "tool_call_id",
                                true,
                                Values.input(message.answers().callId()))),
                GoValue.Layout.GO);
    }

    private static GoValue role(String role) {
        return ROLES.contains(role) ? Values.template(role) : Values.input(role);
    }

    private GoValue calls(List<OllamaMessage.ToolCall> calls) {
        List<GoValue> items = new ArrayList<>();
        for (OllamaMessage.ToolCall call : calls) {
            budget.elements(7);
            GoValue function = new GoValue.Struct(
                    "a tool call's function",
                    List.of(
                            member("Index", "index", true, new GoValue.Int(items.size())),
                            member("Name", "name", false, Values.input(call.name())),
                            member("Arguments", "arguments", false, arguments(call))),
                    GoValue.Layout.JSON);
            items.add(new GoValue.Struct(
                    "a tool call",
                    List.of(
                            member("ID", "id", true, Values.input(call.id())),
                            member("Function", "function", false, function)),
                    GoValue.Layout.JSON));
        }
        return new GoValue.Slice(items);
    }

    private GoValue arguments(OllamaMessage.ToolCall call) {
        return values.mapping(call.arguments(), GoValue.Layout.JSON);
    }

    private static GoValue.Member member(String name, String key, boolean optional, GoValue value) {
        return new GoValue.Member(name, Text.template(key), optional, value);
    }
}
