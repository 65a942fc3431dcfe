package io.mullama.template.golang;

/** A source that is no template, and where. Immutable. */
final class GoSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    GoSyntaxException(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** Where in the source, in UTF-16 units. */
    int offset() {
        return offset;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
