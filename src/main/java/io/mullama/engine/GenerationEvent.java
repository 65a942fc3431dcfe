package io.mullama.engine;

import io.mullama.model.MullamaException;

/** What a generation tells: pieces, then exactly one end. Immutable. */
public sealed interface GenerationEvent {

    /** Roughly the memory that it takes while it waits for its reader. */
    default long sizeBytes() {
        return 64;
    }

    /** More text, in whole characters. */
    record Piece(String text) implements GenerationEvent {
        @Override
        public long sizeBytes() {
            return 64 + 2L * text.length();
        }
    }

    /** The end. */
    record Finished(FinishReason reason, Usage usage) implements GenerationEvent {}

    /** The end, by an error. */
    record Failed(MullamaException error) implements GenerationEvent {}
}
