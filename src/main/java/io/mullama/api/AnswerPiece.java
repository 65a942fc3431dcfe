package io.mullama.api;

import org.jspecify.annotations.Nullable;

/** A piece of generated text, or the whole of it, from whichever route. Immutable. */
public sealed interface AnswerPiece extends StreamLine permits ChatResponse, GenerateResponse {
    String text();

    /** What the model thought; empty for nothing. */
    String thinking();

    /** There exactly when this is the last piece. */
    @Nullable
    Statistics statistics();
}
