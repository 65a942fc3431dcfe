package io.mullama.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A chat template of our own for models that come without one. Immutable. What is written around turns agrees with
 * llama.cpp's {@code src/llama-chat.cpp}, or with the makers' own templates where those say more.
 *
 * @param id also the name of its file
 * @param names in the architecture or the model's name that lead to it
 * @param tokens that the vocabulary must have for it
 * @param evident whether those tokens alone lead to it, whatever the model is called
 */
public record TemplateFamily(String id, Pattern names, List<String> tokens, boolean evident) {

    /**
     * What a model's family is known by.
     *
     * @param name of the model, and its file's name, in any case; empty where unknown
     * @param architecture {@code general.architecture}; empty where unknown
     * @param hasToken whether a text is one token of the vocabulary
     */
    public record Hints(String name, String architecture, Predicate<String> hasToken) {
        /** Nothing is known. */
        public static final Hints NONE = new Hints("", "", token -> false);
    }

    /** What most models that come without a template understand best. */
    private static final TemplateFamily FALLBACK = family("chatml", "chatml", "<|im_start|>", "<|im_end|>");

    /** The first that fits is taken: the more a family demands, the earlier it stands. */
    private static final List<TemplateFamily> ALL = List.of(
            family("gpt-oss", "gpt-?oss", "<|start|>", "<|channel|>", "<|message|>", "<|end|>"),
            family(
                    "kimi-k2",
                    "kimi",
                    "<|im_system|>",
                    "<|im_user|>",
                    "<|im_assistant|>",
                    "<|im_middle|>",
                    "<|im_end|>"),
            family("phi4", "phi-?4", "<|im_start|>", "<|im_sep|>", "<|im_end|>"),
            family("smolvlm", "smolvlm", "<|im_start|>", "<end_of_utterance>"),
            family("llama4", "llama-?4", "<|header_start|>", "<|header_end|>", "<|eot|>"),
            family("llama3", "llama-?3", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"),
            family("gemma", "gemma", "<start_of_turn>", "<end_of_turn>"),
            family(
                    "command-r",
                    "command-?r|cohere|aya",
                    "<|START_OF_TURN_TOKEN|>",
                    "<|END_OF_TURN_TOKEN|>",
                    "<|USER_TOKEN|>",
                    "<|CHATBOT_TOKEN|>"),
            family("granite", "granite", "<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>"),
            family("deepseek-coder", "deepseek.?coder", "<|EOT|>").byName(),
            family("deepseek2", "deepseek.?(?:coder.?)?v2(?!.?5)", "<｜end▁of▁sentence｜>")
                    .byName(),
            family("deepseek3", "deepseek", "<｜User｜>", "<｜Assistant｜>", "<｜end▁of▁sentence｜>"),
            family(
                    "hunyuan-dense",
                    "hunyuan",
                    "<｜hy_User｜>",
                    "<｜hy_Assistant｜>",
                    "<｜hy_place▁holder▁no▁2｜>",
                    "<｜hy_place▁holder▁no▁3｜>"),
            family("hunyuan-moe", "hunyuan", "<|startoftext|>", "<|extra_0|>", "<|extra_4|>", "<|eos|>")
                    .byName(),
            family("seed-oss", "seed.?oss", "<seed:bos>", "<seed:eos>"),
            family("solar-open", "solar.?open", "<|begin|>", "<|content|>", "<|end|>"),
            family("megrez", "megrez", "<|role_start|>", "<|role_end|>", "<|turn_end|>"),
            family("bailing2", "bailing|ling|ring", "<role>", "</role>", "<|role_end|>"),
            family("bailing", "bailing|ling|ring", "<role>", "</role>"),
            family("dots1", "dots", "<|userprompt|>", "<|endofuserprompt|>", "<|response|>", "<|endofresponse|>"),
            family("exaone-moe", "exaone", "<|user|>", "<|assistant|>", "<|endofturn|>"),
            family("exaone3", "exaone", "[|user|]", "[|assistant|]", "[|endofturn|]"),
            family("gigachat", "gigachat", "<|role_sep|>", "<|message_sep|>"),
            family("grok-2", "grok", "<|separator|>").byName(),
            family("pangu", "pangu", "[unused9]", "[unused10]").byName(),
            family("mistral-v7-tekken", "mi[sx]tral|ministral|devstral", "[SYSTEM_PROMPT]", "[INST]", "<SPECIAL_999>"),
            family("mistral-v7", "mi[sx]tral|ministral", "[SYSTEM_PROMPT]", "[INST]", "[/INST]"),
            family("mistral-v3-tekken", "mi[sx]tral|ministral", "[INST]", "[/INST]", "<SPECIAL_999>"),
            family("mistral-v3", "mi[sx]tral|ministral", "[INST]", "[/INST]"),
            family("chatglm4", "glm", "[gMASK]", "<sop>", "<|user|>", "<|assistant|>"),
            family("chatglm3", "glm", "[gMASK]", "sop", "<|user|>", "<|assistant|>"),
            family("glm-edge", "glm.?edge", "<|user|>", "<|assistant|>").byName(),
            family("falcon3", "falcon.?3", "<|user|>", "<|assistant|>").byName(),
            family("openchat", "openchat|starling", "<|end_of_turn|>"),
            FALLBACK,
            family("phi3", "phi-?3", "<|user|>", "<|assistant|>", "<|end|>"),
            family("zephyr", "zephyr|stablelm").byName(),
            family("minicpm", "minicpm").byName(),
            family("rwkv-world", "rwkv").byName(),
            family("orion", "orion").byName(),
            family("yandex", "yandex", "[SEP]").byName(),
            family("monarch", "monarch").byName(),
            family("orca", "orca").byName(),
            family("vicuna", "vicuna").byName(),
            family("alpaca", "alpaca").byName(),
            family("llama2", "llama-?2|codellama").byName(),
            family("mistral-v1", "mi[sx]tral").byName());

    private static TemplateFamily family(String id, String names, String... tokens) {
        return new TemplateFamily(id, Pattern.compile("(?<![a-z])(?:" + names + ")"), List.of(tokens), true);
    }

    private TemplateFamily byName() {
        return new TemplateFamily(id, names, tokens, false);
    }

    /** All of them, in the order in which they are tried. */
    static List<TemplateFamily> all() {
        return ALL;
    }

    /** The family of a model: one that its name and its vocabulary lead to, or its vocabulary alone; ChatML otherwise. */
    public static TemplateFamily of(Hints hints) {
        String text = (hints.architecture() + " " + hints.name()).toLowerCase(Locale.ROOT);
        List<TemplateFamily> possible = ALL.stream()
                .filter(family -> family.tokens().stream().allMatch(hints.hasToken()))
                .toList();
        return possible.stream()
                .filter(family -> family.names().matcher(text).find())
                .findFirst()
                .or(() -> possible.stream().filter(TemplateFamily::evident).findFirst())
                .orElse(FALLBACK);
    }

    /** The template. */
    public String source() {
        String file = "families/" + id + ".jinja";
        try (InputStream in = TemplateFamily.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
