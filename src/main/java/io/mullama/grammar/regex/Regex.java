package io.mullama.grammar.regex;

/** Regular expressions of ECMAScript's kind, as automata. Stateless. */
public final class Regex {
    private Regex() {}

    /**
     * The texts in which the pattern is found; all of a text only where it is anchored.
     *
     * @throws RegexException if it cannot be read, has lookaround, back references or word boundaries, or is too large
     */
    public static Automaton found(String pattern) {
        return ExpressionCompiler.found(RegexParser.parse(pattern));
    }

    /** The texts that the pattern matches from beginning to end. */
    public static Automaton whole(String pattern) {
        return found("^(?:" + pattern + ")$");
    }
}
