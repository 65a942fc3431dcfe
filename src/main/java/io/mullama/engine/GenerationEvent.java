package io.mullama.engine;

import io.mullama.model.MullamaException;

/** What a generation tells: pieces, then exactly one end. Immutable. */
public sealed interface GenerationEvent {

    /** More text, in whole characters. */
    record Piece(String text) implements GenerationEvent {}

    /** The end. */
    record Finished(FinishReason reason, Usage usage) implements GenerationEvent {}

    /** The end, by an error. */
    record Failed(MullamaException error) implements GenerationEvent {}
}
