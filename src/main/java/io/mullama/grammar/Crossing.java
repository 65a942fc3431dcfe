package io.mullama.grammar;

/**
 * A place in a token's text where another stage begins. Immutable.
 *
 * @param offset in bytes
 * @param stage the one that begins
 */
public record Crossing(int offset, int stage) {}
