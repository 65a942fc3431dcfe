package io.mullama.grammar.regex;

/** Regular expressions of ECMAScript's kind, as automata. Stateless. */
public final class Regex {
    private Regex() {}

    /**
     * The texts in which the pattern is found; all of a text only where it is anchored.
     *
     * @throws RegexException if it cannot be read, has back references, lookaround but at the beginning, or word boundaries, or is too large
     */
    public static Automaton found(String pattern) {
        RegexParser.Parsed parsed = RegexParser.parse(pattern);
        Automaton found = ExpressionCompiler.found(parsed.expression());
        for (RegexParser.Condition condition : parsed.conditions()) {
            Automaton other = ExpressionCompiler.found(condition.expression());
            found = found.and(condition.negative() ? Complement.of(other) : other);
        }
        return found;
    }

    /** The texts that the pattern matches from beginning to end. */
    public static Automaton whole(String pattern) {
        return found("^(?:" + pattern + ")$");
    }
}
