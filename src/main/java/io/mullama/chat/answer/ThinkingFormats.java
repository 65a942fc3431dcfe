package io.mullama.chat.answer;

import java.util.List;
import java.util.Optional;

/** The ways in which models mark their thoughts. Stateless. */
public final class ThinkingFormats {
    /** Most models'. */
    static final ThinkingFormat THINK = new ThinkingFormat("think", "<think>", "</think>");

    /** gpt-oss's, whose messages have channels. */
    static final ThinkingFormat HARMONY = new ThinkingFormat(
            "harmony",
            "<|channel|>analysis<|message|>",
            "<|end|>",
            new ContentTags(
                    List.of("<|start|>assistant<|channel|>final<|message|>", "<|channel|>final<|message|>"),
                    List.of("<|return|>")));

    /** Those that say more stand before those that say less. */
    static final List<ThinkingFormat> KNOWN = List.of(
            HARMONY,
            new ThinkingFormat(
                    "command",
                    "<|START_THINKING|>",
                    "<|END_THINKING|>",
                    new ContentTags(
                            List.of("<|START_RESPONSE|>", "<|START_TEXT|>"),
                            List.of("<|END_RESPONSE|>", "<|END_TEXT|>"))),
            new ThinkingFormat(
                    "solar",
                    "<|think|>",
                    "<|end|>",
                    new ContentTags(
                            List.of("<|begin|>assistant<|content|>", "<|begin|>assistant", "<|content|>"),
                            List.of("<|end|>"))),
            new ThinkingFormat(
                    "gemma", "<|channel>thought", "<channel|>", new ContentTags(List.of(), List.of("<channel|>"))),
            new ThinkingFormat("apertus", "<|inner_prefix|>", "<|inner_suffix|>"),
            new ThinkingFormat("mistral", "[THINK]", "[/THINK]"),
            new ThinkingFormat("seed", "<seed:think>", "</seed:think>"),
            new ThinkingFormat("minimax", "<mm:think>", "</mm:think>"),
            new ThinkingFormat("hunyuan-open", "<think:opensource>", "</think:opensource>"),
            new ThinkingFormat("kimi", "◁think▷", "◁/think▷"),
            new ThinkingFormat(
                    "apriel",
                    "Here are my reasoning steps:",
                    "[BEGIN FINAL RESPONSE]",
                    new ContentTags(List.of(), List.of("[END FINAL RESPONSE]"))),
            new ThinkingFormat("granite-3.2", "Here is my thought process:", "Here is my response:"),
            new ThinkingFormat("granite", "<think>", "</think>", ContentTags.of("<response>", "</response>")),
            new ThinkingFormat("hunyuan", "<think>", "</think>", ContentTags.of("<answer>", "</answer>")),
            THINK,
            new ThinkingFormat("thinking", "<thinking>", "</thinking>"),
            new ThinkingFormat("thought", "<thought>", "</thought>"),
            new ThinkingFormat("reasoning", "<reasoning>", "</reasoning>"));

    private ThinkingFormats() {}

    /** The format of that name. */
    static Optional<ThinkingFormat> named(String name) {
        return KNOWN.stream().filter(format -> format.name().equals(name)).findFirst();
    }
}
