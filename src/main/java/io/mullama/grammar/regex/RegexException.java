package io.mullama.grammar.regex;

/** A regular expression that cannot be read, is not regular, or is too large. Immutable. */
public final class RegexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegexException(String message) {
        super(message);
    }

    /** What is wrong: {@code it has a lookahead at character 5}. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
