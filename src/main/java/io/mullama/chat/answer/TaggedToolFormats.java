package io.mullama.chat.answer;

import io.mullama.chat.answer.CallFrame.Bare;
import io.mullama.chat.answer.ParameterTags.Style;
import io.mullama.chat.answer.ParameterTags.Typing;
import java.util.List;

/**
 * The formats in which a call is named before its arguments, by the models that use them. What the tags mean is in the
 * models' own chat templates.
 */
public final class TaggedToolFormats {
    private static final ParameterTags ARG_TAGS =
            new ParameterTags(new OpenTag("<arg_key>", "</arg_key>", "<arg_value>"), "</arg_value>", Style.PLAIN);

    /** All of them, in the order in which they should be tried. */
    public static final List<ToolFormat> ALL = List.of(
            deepSeek(),
            deepSeek31(),
            deepSeekMarkup("deepseek-v3.2", "function_calls"),
            deepSeekMarkup("deepseek-v4", "tool_calls"),
            kimi2(),
            kimi3(),
            mistral(),
            new TaggedToolFormat(
                    "functionary-v3.1",
                    CallFrame.NONE,
                    CallTag.of(OpenTag.plain("<function=", ">"), "</function>"),
                    JsonArguments.FORMAT),
            new RecipientToolFormat("functionary-v3.2"),
            solar(),
            functions("seed", CallFrame.each("<seed:tool_call>", "</seed:tool_call>", Bare.NEVER), Style.PLAIN),
            functions("qwen3-coder", CallFrame.each("<tool_call>", "</tool_call>", Bare.KNOWN), Style.LINES),
            new TaggedToolFormat(
                    "glm", CallFrame.NONE, CallTag.of(new OpenTag("<tool_call>", "", ""), "</tool_call>"), ARG_TAGS),
            hunyuan(),
            invocations(
                    "minimax-m2",
                    CallFrame.row("<minimax:tool_call>", "</minimax:tool_call>", Bare.NEVER),
                    "",
                    Typing.NONE),
            invocations(
                    "muse",
                    CallFrame.row("<atem:function_calls>", "</atem:function_calls>", Bare.NEVER),
                    "atem:",
                    Typing.NONE),
            minimax3(),
            miniCpm(),
            python("lfm2", "<|tool_call_start|>", "<|tool_call_end|>", ""),
            python("llama4", "<|python_start|>", "<|python_end|>", "["),
            new TaggedToolFormat(
                    "olmo3",
                    CallFrame.row("<function_calls>", "</function_calls>", Bare.NEVER),
                    CallTag.of(new OpenTag("", "", "")),
                    PythonArguments.FORMAT),
            literal("gemma4", "<|tool_call>call:", "<tool_call|>", "<|\"|>"),
            literal("functiongemma", "<start_function_call>call:", "<end_function_call>", "<escape>"));

    private TaggedToolFormats() {}

    private static ToolFormat deepSeek() {
        return new TaggedToolFormat(
                "deepseek",
                deepSeekFrame(),
                CallTag.of(
                        OpenTag.plain("<｜tool▁call▁begin｜>function<｜tool▁sep｜>", "```json"),
                        "```",
                        "<｜tool▁call▁end｜>"),
                JsonArguments.FORMAT);
    }

    private static ToolFormat deepSeek31() {
        return new TaggedToolFormat(
                "deepseek-v3.1",
                deepSeekFrame(),
                CallTag.of(OpenTag.plain("<｜tool▁call▁begin｜>", "<｜tool▁sep｜>"), "<｜tool▁call▁end｜>"),
                JsonArguments.FORMAT);
    }

    /** Distilled models write the tokens as they look to them. */
    private static CallFrame deepSeekFrame() {
        List<String> openers =
                List.of("<｜tool▁calls▁begin｜>", "<｜tool▁calls｜>", "<｜tool_calls_begin｜>", "<｜tool calls begin｜>");
        return new CallFrame(openers, List.of("<｜tool▁calls▁end｜>"), false, Bare.ALWAYS, "");
    }

    private static ToolFormat deepSeekMarkup(String name, String row) {
        return invocations(
                name,
                CallFrame.row("<｜DSML｜" + row + ">", "</｜DSML｜" + row + ">", Bare.NEVER),
                "｜DSML｜",
                Typing.STRING);
    }

    private static ToolFormat invocations(String name, CallFrame frame, String prefix, Typing typing) {
        return new TaggedToolFormat(
                name,
                frame,
                CallTag.of(OpenTag.quoted("<" + prefix + "invoke name="), "</" + prefix + "invoke>"),
                new ParameterTags(
                        OpenTag.quoted("<" + prefix + "parameter name="),
                        "</" + prefix + "parameter>",
                        Style.PLAIN,
                        typing));
    }

    private static ToolFormat functions(String name, CallFrame frame, Style style) {
        return new TaggedToolFormat(
                name,
                frame,
                CallTag.of(OpenTag.plain("<function=", ">"), "</function>"),
                new ParameterTags(OpenTag.plain("<parameter=", ">"), "</parameter>", style));
    }

    private static ToolFormat kimi2() {
        return new TaggedToolFormat(
                "kimi-k2",
                CallFrame.row("<|tool_calls_section_begin|>", "<|tool_calls_section_end|>", Bare.ALWAYS),
                new CallTag(
                        OpenTag.plain("<|tool_call_begin|>", "<|tool_call_argument_begin|>"),
                        CallNaming.NUMBERED,
                        List.of("<|tool_call_end|>")),
                JsonArguments.FORMAT);
    }

    private static ToolFormat kimi3() {
        String opener = "<|open|>tools<|sep|>";
        String closer = "<|close|>tools<|sep|>";
        return new TaggedToolFormat(
                "kimi-k3",
                new CallFrame(
                        List.of(opener, "<|close|>response<|sep|>" + opener),
                        List.of(closer + "<|close|>message<|sep|>", closer),
                        false,
                        Bare.NEVER,
                        ""),
                new CallTag(
                        new OpenTag("<|open|>call tool=\"", "\"", "<|sep|>"),
                        CallNaming.INDEXED,
                        List.of("<|close|>call<|sep|>")),
                new ParameterTags(
                        new OpenTag("<|open|>argument key=\"", "\"", "<|sep|>"),
                        "<|close|>argument<|sep|>",
                        Style.PLAIN,
                        Typing.TYPE));
    }

    private static ToolFormat mistral() {
        return new TaggedToolFormat(
                "mistral",
                CallFrame.NONE,
                new CallTag(OpenTag.plain("[TOOL_CALLS]", "[ARGS]"), CallNaming.BEFORE_ID, List.of()),
                JsonArguments.FORMAT);
    }

    private static ToolFormat solar() {
        String opener = "<|tool_calls|>";
        String turn = "<|begin|>assistant" + opener;
        return new TaggedToolFormat(
                "solar",
                new CallFrame(List.of(opener, turn, "<|end|>" + turn), List.of("<|calls|>"), false, Bare.NEVER, ""),
                new CallTag(
                        OpenTag.plain("<|tool_call:begin|>", "<|tool_call:args|>"),
                        CallNaming.AFTER_ID,
                        List.of("<|tool_call:end|>")),
                JsonArguments.FORMAT);
    }

    private static ToolFormat hunyuan() {
        return new TaggedToolFormat(
                "hunyuan",
                CallFrame.row("<tool_calls:opensource>", "</tool_calls:opensource>", Bare.ALWAYS),
                CallTag.of(OpenTag.plain("<tool_call:opensource>", "<tool_sep:opensource>"), "</tool_call:opensource>"),
                new ParameterTags(
                        new OpenTag("<arg_key:opensource>", "</arg_key:opensource>", "<arg_value:opensource>"),
                        "</arg_value:opensource>",
                        Style.PLAIN));
    }

    private static ToolFormat minimax3() {
        String prefix = "]<]minimax[>[";
        return new TaggedToolFormat(
                "minimax-m3",
                CallFrame.row(prefix + "<tool_call>", prefix + "</tool_call>", Bare.NEVER),
                CallTag.of(OpenTag.quoted(prefix + "<invoke name="), prefix + "</invoke>"),
                new ElementArguments(prefix));
    }

    private static ToolFormat miniCpm() {
        return new TaggedToolFormat(
                "minicpm5",
                CallFrame.NONE,
                CallTag.of(OpenTag.quoted("<function name="), "</function>"),
                new ParameterTags(OpenTag.quoted("<param name="), "</param>", Style.CDATA));
    }

    private static ToolFormat python(String name, String opener, String closer, String start) {
        return new TaggedToolFormat(
                name,
                new CallFrame(
                        List.of(opener + "[", opener), List.of("]" + closer, closer, "]"), false, Bare.NEVER, start),
                CallTag.of(new OpenTag("", "", ""), CallTag.COMMA),
                PythonArguments.FORMAT);
    }

    private static ToolFormat literal(String name, String begin, String end, String quote) {
        return new TaggedToolFormat(
                name, CallFrame.NONE, CallTag.of(new OpenTag(begin, "", ""), end), new LiteralArguments(quote));
    }
}
