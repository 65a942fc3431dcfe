package io.mullama.cli.repl;

import io.mullama.api.AnswerFields;
import io.mullama.api.GenerationOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation is to be. Immutable.
 *
 * @param system instructions that hold for all of it
 * @param historyFile where the lines typed are kept
 * @param colours whether the terminal is to show any
 */
public record ReplSettings(
        String model,
        @Nullable String system,
        AnswerFields answer,
        GenerationOptions options,
        Path historyFile,
        boolean colours) {

    ReplSettings withMaxTokens(int count) {
        return new ReplSettings(model, system, answer, options.withMaxTokens(count), historyFile, colours);
    }
}
