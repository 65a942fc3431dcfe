package io.mullama.grammar.schema;

/** What no grammar of reasonable size says; becomes a {@link SchemaException} where the place is known. Immutable. */
final class Inexpressible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Inexpressible(String reason) {
        super(reason);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
