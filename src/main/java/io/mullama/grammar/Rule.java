package io.mullama.grammar;

/**
 * A rule of a grammar. Immutable: the arrays are not changed by anybody.
 *
 * @param name the name that it, or the rule that it is a part of, was given
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and walked for every byte
record Rule(String name, Symbol[][] alternatives) {}
