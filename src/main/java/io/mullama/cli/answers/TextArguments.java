package io.mullama.cli.answers;

import io.mullama.cli.command.Streams;
import io.mullama.cli.command.TextFile;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;

/** Texts that a model is to work on as they are: those of the command line, or else what is piped in. Stateless. */
final class TextArguments {
    private TextArguments() {}

    /** The words of the command line; where there are none, the standard input, to the last newline. */
    static List<String> read(List<String> words, Streams streams) {
        if (!words.isEmpty()) {
            return words;
        }
        if (streams.inTerminal()) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST, "there is no text", "give it behind the model's name, or pipe it in");
        }
        return List.of(TextFile.read("the pipe", "-", streams.in()));
    }
}
