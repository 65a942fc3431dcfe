package io.mullama.grammar;

/** One place in an alternative of a rule. Immutable. */
sealed interface Symbol {

    /** One character of a set. */
    record Characters(CharacterSet set) implements Symbol {}

    /** One whole token, or any but that one. */
    record Token(int id, boolean except) implements Symbol {
        boolean matches(int token) {
            return (token == id) != except;
        }
    }

    /** What another rule stands for, by its index. */
    record Reference(int rule) implements Symbol {}
}
