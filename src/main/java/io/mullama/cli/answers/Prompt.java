package io.mullama.cli.answers;

import io.mullama.cli.command.Streams;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Puts the prompt together from the arguments and from what is piped in. Stateless. */
final class Prompt {
    private static final int MOST_BYTES = 16 << 20;

    private Prompt() {}

    /** What is piped in, then the words, for a model heeds most what it reads last; nothing where neither says anything. */
    static Optional<String> read(List<String> words, Streams streams) {
        String asked = String.join(" ", words);
        String piped = streams.inTerminal() ? "" : piped(streams);
        if (asked.isBlank() && piped.isBlank()) {
            return Optional.empty();
        }
        if (piped.isBlank()) {
            return Optional.of(asked);
        }
        return Optional.of(asked.isBlank() ? piped : piped + "\n\n" + asked);
    }

    private static String piped(Streams streams) {
        try {
            byte[] bytes = streams.in().readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new MullamaException(
                        ErrorCode.INVALID_REQUEST,
                        "the standard input is longer than " + (MOST_BYTES >> 20) + " MiB",
                        "no model reads so much at once; give it a part");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .stripTrailing();
        } catch (CharacterCodingException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_REQUEST, "the standard input is not UTF-8 text", "pipe text into it")
                    .causedBy(e);
        } catch (IOException e) {
            throw new MullamaException(ErrorCode.INTERNAL, "cannot read the standard input: " + e.getMessage())
                    .causedBy(e);
        }
    }
}
