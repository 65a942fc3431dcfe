package io.mullama.chat.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ways in which models call tools. Stateless. */
public final class ToolFormats {
    /** In the order in which they are tried on a template. */
    static final List<ToolFormat> KNOWN = known();

    /** What people call them who know the family. */
    private static final Map<String, String> FAMILIES = Map.of(
            "qwen", "hermes",
            "llama3", "llama",
            "gpt-oss", "harmony",
            "gemma", "gemma4",
            "kimi", "kimi-k2",
            "minimax", "minimax-m2",
            "functionary", "functionary-v3.2");

    private ToolFormats() {}

    /** The format of that name. */
    static Optional<ToolFormat> named(String given) {
        String name = FAMILIES.getOrDefault(given, given);
        return KNOWN.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    private static List<ToolFormat> known() {
        List<ToolFormat> formats = new ArrayList<>(List.of(
                HarmonyToolFormat.FORMAT,
                new JsonToolFormat("hermes", "<tool_call>", "</tool_call>"),
                new JsonToolFormat("mistral-list", "[TOOL_CALLS]", "", CallShape.LIST),
                new JsonToolFormat("command", "<|START_ACTION|>", "<|END_ACTION|>", CallShape.COMMAND),
                new JsonToolFormat(
                        "command-r", List.of("Action:\n```json", "Action: ```json"), "```", false, CallShape.COMMAND_R),
                new JsonToolFormat("granite", "<|tool_call|>", "<|/tool_call|>", CallShape.LIST),
                new JsonToolFormat("nemotron", "<TOOLCALL>", "</TOOLCALL>", CallShape.LIST),
                new JsonToolFormat("tool-calls", "<tool_calls>", "</tool_calls>", CallShape.LIST),
                new JsonToolFormat("functools", "functools", "", CallShape.LIST),
                new JsonToolFormat("apertus", List.of("<|tools_prefix|>"), "<|tools_suffix|>", true, CallShape.LIST),
                new JsonToolFormat("gigachat", "<|function_call|>", ""),
                new JsonToolFormat("gigachat-3.0", "<|message_sep|>\n\nfunction call<|role_sep|>\n", ""),
                new JsonToolFormat("internlm", "<|action_start|><|plugin|>", "<|action_end|>", CallShape.PARAMETERS),
                new JsonToolFormat("function-call", "<function_call>", "</function_call>")));
        formats.addAll(TaggedToolFormats.ALL);
        // What these read may be meant as content, or be a part of another.
        formats.addAll(List.of(
                new LlamaToolFormat("llama"), new JsonToolFormat("json", List.of(), "", false, CallShape.USUAL)));
        return List.copyOf(formats);
    }
}
