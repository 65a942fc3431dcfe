package io.mullama.template.syntax;

/** A source that is no template, and where. Immutable. */
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    SyntaxException(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** Where in the source with its line ends normalized, in UTF-16 units. */
    public int offset() {
        return offset;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
