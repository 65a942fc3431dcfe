package io.mullama.engine;

/**
 * An input that did not fit into the context and was cut. Immutable.
 *
 * @param index its place in the request, from 0
 * @param tokens that it had
 * @param kept that were computed
 */
public record InputCut(int index, int tokens, int kept) {}
