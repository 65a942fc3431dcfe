package io.mullama.server.answer;

import io.mullama.api.GenerationOptions;
import io.mullama.api.ShortcutFields;
import io.mullama.engine.Shortcuts;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants from a model, whatever dialect it came in. Immutable.
 *
 * @param model null for the default one
 * @param prompts at least one
 * @param choices answers to each prompt, at least one
 */
public record AnswerOrder(
        @Nullable String model,
        List<Generator.PromptSource> prompts,
        int choices,
        GenerationOptions options,
        ShortcutFields shortcuts) {

    /** One answer to one prompt. */
    public static AnswerOrder of(
            @Nullable String model,
            Generator.PromptSource prompt,
            GenerationOptions options,
            ShortcutFields shortcuts) {
        return new AnswerOrder(model, List.of(prompt), 1, options, shortcuts);
    }

    /** The shortcuts as the engine has them, with its defaults. */
    Shortcuts engineShortcuts() {
        return new Shortcuts(
                Objects.requireNonNullElse(shortcuts.cachePrompt(), Shortcuts.DEFAULT.cachePrompt()),
                Objects.requireNonNullElse(shortcuts.speculate(), Shortcuts.DEFAULT.speculate()));
    }
}
