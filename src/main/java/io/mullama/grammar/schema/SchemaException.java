package io.mullama.grammar.schema;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A schema that cannot be enforced, said with where in it and why. Immutable. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String hint;

    SchemaException(String message, @Nullable String hint) {
        super(message);
        this.hint = hint;
    }

    SchemaException(String message) {
        this(message, null);
    }

    /** What, and which: {@code 'format.properties.x.not' cannot be enforced}. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What to do next. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
