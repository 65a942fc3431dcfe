package io.mullama.chat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;

/** Words tools as text, for models whose template does not, in the form that most models know: Hermes's. Stateless. */
final class ToolText {
    private ToolText() {}

    /** The messages with a description of the tools in the first one, which is a system message. */
    static List<Message> described(List<Message> messages, List<ToolDefinition> tools) {
        return TurnOrder.withSystemText(messages, description(tools));
    }

    private static String description(List<ToolDefinition> tools) {
        StringJoiner lines = new StringJoiner("\n");
        tools.forEach(tool -> lines.add(tool.json().toString()));
        return """
                # Tools

                You can call functions. Each line in <tools></tools> describes one, with the JSON Schema of its arguments:
                <tools>
                %s
                </tools>

                To call a function, write its name and its arguments as JSON in <tool_call></tool_call>, \
                once for each call, and stop after the last one:
                <tool_call>
                {"name": "function_name", "arguments": {"argument_name": "value"}}
                </tool_call>
                What it returns comes back in <tool_response></tool_response>.""".formatted(lines);
    }

    /** The messages with calls in the assistant's content, and with what tools returned as users' messages. */
    static List<Message> worded(List<Message> messages) {
        return results(withCalls(messages));
    }

    /** The messages with calls in the assistant's content. */
    static List<Message> withCalls(List<Message> messages) {
        return messages.stream().map(ToolText::calling).toList();
    }

    private static Message calling(Message message) {
        if (message.toolCalls().isEmpty()) {
            return message;
        }
        StringJoiner content = new StringJoiner("\n");
        if (!message.content().isEmpty()) {
            content.add(message.content());
        }
        message.toolCalls().forEach(call -> content.add(text(call)));
        return new Message(
                message.role(), content.toString(), message.thinking(), List.of(), Message.AnsweredCall.NONE);
    }

    private static String text(ToolCall call) {
        String arguments = call.arguments().isBlank()
                ? "{}"
                : JsonValues.isObject(call.arguments()) ? call.arguments() : JsonValues.quoted(call.arguments());
        return "<tool_call>\n{\"name\": " + JsonValues.quoted(call.name()) + ", \"arguments\": " + arguments
                + "}\n</tool_call>";
    }

    /** The messages with what tools returned as users' messages; neighbours are one. */
    static List<Message> results(List<Message> messages) {
        return results(messages, ToolTurns::isResult);
    }

    /** The same for what answers no call. */
    static List<Message> looseResults(List<Message> messages) {
        Set<String> calls = new HashSet<>();
        return results(messages, message -> ToolTurns.isLoose(message, calls));
    }

    private static List<Message> results(List<Message> messages, Predicate<Message> which) {
        List<Message> all = new ArrayList<>();
        StringJoiner results = new StringJoiner("\n").setEmptyValue("");
        for (Message message : messages) {
            if (which.test(message)) {
                results.add("<tool_response>\n" + message.content() + "\n</tool_response>");
                continue;
            }
            if (results.length() > 0) {
                all.add(Message.user(results.toString()));
                results = new StringJoiner("\n").setEmptyValue("");
            }
            all.add(message);
        }
        if (results.length() > 0) {
            all.add(Message.user(results.toString()));
        }
        return all;
    }
}
