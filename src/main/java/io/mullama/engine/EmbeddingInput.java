package io.mullama.engine;

/** What one vector is asked for. Immutable: the array is not changed by anybody. */
public sealed interface EmbeddingInput {

    /** A text, which gets the tokens that the model wants around it; control tokens in it are text. */
    record Text(String text) implements EmbeddingInput {}

    /** Tokens as they are. */
    @SuppressWarnings("ArrayRecordComponent") // a box for every token would cost more than equality is worth
    record Tokens(int[] tokens) implements EmbeddingInput {}
}
