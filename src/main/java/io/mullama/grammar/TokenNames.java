package io.mullama.grammar;

/** A vocabulary, for grammars that mention tokens. Thread-safe. */
public interface TokenNames {
    /** The number of tokens. */
    int size();

    /** The token that is spelled like this, {@code <think>}; negative if that is not exactly one token. */
    int tokenOf(String text);
}
