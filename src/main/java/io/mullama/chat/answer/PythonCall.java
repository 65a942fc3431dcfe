package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.chat.ToolDefinition;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python after a tag: the call of a built-in tool, {@code name.call(key="value")}, or else a program, which is the
 * argument of the tool that runs programs, if there is one. For one place in an answer.
 */
final class PythonCall implements Section {
    private static final Set<String> RUNNERS = Set.of("python", "ipython", "code_interpreter");
    private static final Pattern CALL = Pattern.compile("\\s*+([A-Za-z_]\\w*+)\\.call\\((.*)\\)\\s*+", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("\\s*+(\\w++)\\s*+=\\s*+");

    private final CallPlace calls;
    private final String tag;

    PythonCall(CallPlace calls, String tag) {
        this.calls = calls;
        this.tag = tag;
    }

    /** Waits for all of it: only then it is sure what it is. */
    @Override
    public Section read(Incoming text, AnswerEvents events) {
        if (!text.isEnded()) {
            return this;
        }
        String program = text.peek(tag.length(), text.length());
        Matcher call = CALL.matcher(program);
        Optional<String> arguments = call.matches() ? arguments(call.group(2)) : Optional.empty();
        if (arguments.isPresent()) {
            tell(call.group(1), arguments.get(), events);
        } else {
            Optional<ToolDefinition> runner = calls.definitions().stream()
                    .filter(tool -> RUNNERS.contains(tool.name()))
                    .findFirst();
            boolean none = runner.isEmpty() || program.isBlank();
            if (none && text.isCut()) {
                text.takeAll();
                return calls.after();
            }
            if (none) {
                return calls.refuse(text, tag.length(), events);
            }
            String json =
                    "{" + JsonText.literal(parameter(runner.get())) + ":" + JsonText.literal(program.strip()) + "}";
            tell(runner.get().name(), json, events);
        }
        text.takeAll();
        return calls.after();
    }

    private static void tell(String name, String arguments, AnswerEvents events) {
        events.beginCall("", name);
        events.arguments(arguments);
        events.endCall();
    }

    /** What the runner calls its program. */
    private static String parameter(ToolDefinition runner) {
        JsonNode properties = runner.parameters().path("properties");
        return properties.size() == 1 ? properties.fieldNames().next() : "code";
    }

    /** The arguments in Python as an object in JSON; empty if they are something else. */
    private static Optional<String> arguments(String python) {
        StringBuilder json = new StringBuilder("{");
        Matcher key = KEY.matcher(python);
        int at = 0;
        while (at < python.length() && key.region(at, python.length()).lookingAt()) {
            int end = endOfValue(python, key.end());
            json.append(json.length() > 1 ? "," : "");
            json.append(JsonText.literal(key.group(1))).append(':');
            json.append(value(python.substring(key.end(), end).strip()));
            at = end + 1;
        }
        boolean all = at >= python.length() || python.substring(at).isBlank();
        return all ? Optional.of(json.append('}').toString()) : Optional.empty();
    }

    /** The index of the comma behind a value, or of the end. */
    private static int endOfValue(String python, int start) {
        boolean quoted = false;
        for (int i = start; i < python.length(); i++) {
            char next = python.charAt(i);
            if (next == '\\' && quoted) {
                i++;
            } else if (next == '"') {
                quoted = !quoted;
            } else if (next == ',' && !quoted) {
                return i;
            }
        }
        return python.length();
    }

    private static String value(String python) {
        return switch (python) {
            case "True" -> "true";
            case "False" -> "false";
            case "None" -> "null";
            default -> JsonText.isValue(python) ? python : JsonText.literal(python);
        };
    }
}
