package io.mullama.engine.local;

/**
 * A place in a token's text from which on stop texts count, or do not. Immutable.
 *
 * @param offset in bytes
 */
record Cut(int offset, boolean stops) {}
