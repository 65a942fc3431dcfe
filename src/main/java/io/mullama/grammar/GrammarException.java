package io.mullama.grammar;

/** A grammar that cannot be read, or that cannot be followed within reasonable bounds. Immutable. */
public final class GrammarException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GrammarException(String message) {
        super(message);
    }

    /** What is wrong, and where: {@code line 2, column 7: ...}. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
