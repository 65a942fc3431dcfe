package io.mullama.engine;

import io.mullama.model.MullamaException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a generation tells: pieces, then exactly one end. Immutable. */
public sealed interface GenerationEvent {

    /** Roughly the memory that it takes while it waits for its reader. */
    default long sizeBytes() {
        return 64;
    }

    /**
     * More text, in whole characters.
     *
     * @param tokens how likely those were whose text ends here, in their order; empty where nobody asked
     * @param count the tokens that came since the last piece
     */
    record Piece(String text, List<TokenProbability> tokens, int count) implements GenerationEvent {
        /** Text of one token, of which nothing more is told. */
        public Piece(String text) {
            this(text, List.of());
        }

        /** Text of tokens of which all is told; of one where nobody asked. */
        public Piece(String text, List<TokenProbability> tokens) {
            this(text, tokens, Math.max(1, tokens.size()));
        }

        @Override
        public long sizeBytes() {
            long bytes = 64 + 2L * text.length();
            for (TokenProbability token : tokens) {
                bytes += token.sizeBytes();
            }
            return bytes;
        }
    }

    /**
     * The end.
     *
     * @param stop the stop text that ended it; null where none did
     */
    record Finished(
            FinishReason reason, Usage usage, @Nullable String stop) implements GenerationEvent {
        /** An end that no stop text made. */
        public Finished(FinishReason reason, Usage usage) {
            this(reason, usage, null);
        }
    }

    /** The end, by an error. */
    record Failed(MullamaException error) implements GenerationEvent {}
}
