package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes calls as models do. */
final class CallWriters {
    /** How the formats write a row of calls. */
    static final Map<String, Function<List<Call>, String>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                "deepseek",
                row(
                        "<｜tool▁calls▁begin｜>",
                        call -> "<｜tool▁call▁begin｜>function<｜tool▁sep｜>" + call.name() + "\n```json\n"
                                + call.arguments() + "\n```<｜tool▁call▁end｜>",
                        "\n",
                        "<｜tool▁calls▁end｜>"));
        ALL.put(
                "deepseek-v3.1",
                row(
                        "<｜tool▁calls▁begin｜>",
                        call -> "<｜tool▁call▁begin｜>" + call.name() + "<｜tool▁sep｜>" + call.arguments()
                                + "<｜tool▁call▁end｜>",
                        "",
                        "<｜tool▁calls▁end｜>"));
        ALL.put("deepseek-v3.2", invocations("<｜DSML｜function_calls>", "</｜DSML｜function_calls>", "｜DSML｜", true));
        ALL.put("deepseek-v4", invocations("<｜DSML｜tool_calls>", "</｜DSML｜tool_calls>", "｜DSML｜", true));
        ALL.put(
                "kimi-k2",
                row(
                        "<|tool_calls_section_begin|>",
                        call -> "<|tool_call_begin|>functions." + call.name() + ":0<|tool_call_argument_begin|>"
                                + call.arguments() + "<|tool_call_end|>",
                        "",
                        "<|tool_calls_section_end|>"));
        ALL.put(
                "kimi-k3",
                row(
                        "<|open|>tools<|sep|>",
                        call -> "<|open|>call tool=\"" + call.name() + "\" index=\"1\"<|sep|>"
                                + each(call, CallWriters::kimiArgument, "") + "<|close|>call<|sep|>",
                        "",
                        "<|close|>tools<|sep|><|close|>message<|sep|>"));
        ALL.put("mistral", row("", call -> "[TOOL_CALLS]" + call.name() + "[ARGS]" + call.arguments(), "", ""));
        ALL.put(
                "functionary-v3.1",
                row("", call -> "<function=" + call.name() + ">" + call.arguments() + "</function>", "", ""));
        ALL.put("functionary-v3.2", row("", call -> ">>>" + call.name() + "\n" + call.arguments(), "", ""));
        ALL.put(
                "solar",
                row(
                        "<|tool_calls|>",
                        call -> "<|tool_call:begin|>x<|tool_call:name|>" + call.name() + "<|tool_call:args|>"
                                + call.arguments() + "<|tool_call:end|>",
                        "",
                        "<|calls|>"));
        ALL.put("qwen3-coder", row("", call -> "<tool_call>\n" + function(call, "\n") + "\n</tool_call>", "\n", ""));
        ALL.put("seed", row("", call -> "<seed:tool_call>\n" + function(call, "") + "\n</seed:tool_call>", "\n", ""));
        ALL.put(
                "glm",
                row(
                        "",
                        call -> "<tool_call>" + call.name() + "\n"
                                + each(call, (key, value) -> argKey(key, value, ""), "\n") + "\n</tool_call>",
                        "\n",
                        ""));
        ALL.put(
                "hunyuan",
                row(
                        "<tool_calls:opensource>\n",
                        call -> "<tool_call:opensource>" + call.name() + "<tool_sep:opensource>\n"
                                + each(call, (key, value) -> argKey(key, value, ":opensource"), "\n")
                                + "\n</tool_call:opensource>",
                        "\n",
                        "\n</tool_calls:opensource>"));
        ALL.put("minimax-m2", invocations("<minimax:tool_call>", "</minimax:tool_call>", "", false));
        ALL.put("muse", invocations("<atem:function_calls>", "</atem:function_calls>", "atem:", false));
        ALL.put(
                "minimax-m3",
                row(
                        "]<]minimax[>[<tool_call>\n",
                        call -> "]<]minimax[>[<invoke name=\"" + call.name() + "\">" + elements(call.arguments())
                                + "]<]minimax[>[</invoke>",
                        "\n",
                        "\n]<]minimax[>[</tool_call>"));
        ALL.put(
                "minicpm5",
                row(
                        "",
                        call -> "<function name=\"" + call.name() + "\">"
                                + each(
                                        call,
                                        (key, value) -> "<param name=\"" + key + "\">"
                                                + (value.isTextual() ? "<![CDATA[" + text(value) + "]]>" : value)
                                                + "</param>",
                                        "")
                                + "</function>",
                        "\n",
                        ""));
        ALL.put("lfm2", python("<|tool_call_start|>[", "]<|tool_call_end|>", ", "));
        ALL.put("llama4", python("<|python_start|>[", "]<|python_end|>", ", "));
        ALL.put("olmo3", python("<function_calls>\n", "\n</function_calls>", "\n"));
        ALL.put("gemma4", gemma("<|tool_call>call:", "<tool_call|>", "<|\"|>"));
        ALL.put("functiongemma", gemma("<start_function_call>call:", "<end_function_call>", "<escape>"));
    }

    private CallWriters() {}

    /** A row of calls in a format. */
    static String of(String format, List<Call> calls) {
        return Objects.requireNonNull(ALL.get(format)).apply(calls);
    }

    private interface Argument {
        String write(String key, JsonNode value);
    }

    private static Function<List<Call>, String> row(
            String begin, Function<Call, String> call, String separator, String end) {
        return calls -> calls.stream().map(call).collect(Collectors.joining(separator, begin, end));
    }

    private static String each(Call call, Argument argument, String separator) {
        List<String> parts = new ArrayList<>();
        call.arguments().properties().forEach(field -> parts.add(argument.write(field.getKey(), field.getValue())));
        return String.join(separator, parts);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }

    private static String argKey(String key, JsonNode value, String suffix) {
        return "<arg_key%s>%s</arg_key%s>\n<arg_value%s>%s</arg_value%s>"
                .formatted(suffix, key, suffix, suffix, text(value), suffix);
    }

    private static String kimiArgument(String key, JsonNode value) {
        String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
        return "<|open|>argument key=\"" + key + "\" type=\"" + type + "\"<|sep|>" + text(value)
                + "<|close|>argument<|sep|>";
    }

    private static String function(Call call, String border) {
        return "<function=" + call.name() + ">\n"
                + each(
                        call,
                        (key, value) -> "<parameter=" + key + ">" + border + text(value) + border + "</parameter>\n",
                        "")
                + "</function>";
    }

    private static Function<List<Call>, String> invocations(String begin, String end, String prefix, boolean typed) {
        return row(
                begin + "\n",
                call -> "<" + prefix + "invoke name=\"" + call.name() + "\">\n"
                        + each(
                                call,
                                (key, value) -> "<" + prefix + "parameter name=\"" + key + "\""
                                        + (typed ? " string=\"" + value.isTextual() + "\"" : "") + ">" + text(value)
                                        + "</" + prefix + "parameter>\n",
                                "")
                        + "</" + prefix + "invoke>",
                "\n",
                "\n" + end);
    }

    private static String elements(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(field -> element(field.getKey(), field.getValue()))
                    .collect(Collectors.joining());
        }
        if (value.isArray()) {
            StringBuilder items = new StringBuilder();
            value.forEach(item -> items.append(element("item", item)));
            return items.toString();
        }
        return text(value);
    }

    private static String element(String name, JsonNode value) {
        return "]<]minimax[>[<" + name + ">" + elements(value) + "]<]minimax[>[</" + name + ">";
    }

    private static Function<List<Call>, String> python(String begin, String end, String separator) {
        return row(
                begin,
                call -> call.name() + "(" + each(call, (key, value) -> key + "=" + python(value), ", ") + ")",
                separator,
                end);
    }

    private static String python(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(field -> quoted(field.getKey()) + ": " + python(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(python(item)));
            return "[" + String.join(", ", items) + "]";
        }
        if (value.isTextual()) {
            return quoted(value.asText());
        }
        String word = value.toString();
        return value.isNumber()
                ? word
                : value.isNull() ? "None" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }

    private static Function<List<Call>, String> gemma(String begin, String end, String quote) {
        return row("", call -> begin + call.name() + gemma(call.arguments(), quote) + end, "", "");
    }

    private static String gemma(JsonNode value, String quote) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(field -> field.getKey() + ":" + gemma(field.getValue(), quote))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(gemma(item, quote)));
            return "[" + String.join(",", items) + "]";
        }
        return value.isTextual() ? quote + value.asText() + quote : value.toString();
    }
}
