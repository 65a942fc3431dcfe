package io.mullama.template.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the parentheses of a call. Immutable.
 *
 * @param spread what follows a {@code *}: more arguments by position
 * @param namedSpread what follows a {@code **}: more arguments by name
 */
public record CallArguments(
        List<Expression> positional,
        List<Named> named,
        @Nullable Expression spread,
        @Nullable Expression namedSpread) {
    static final CallArguments NONE = new CallArguments(List.of(), List.of(), null, null);

    /** {@code name=value}. */
    public record Named(String name, Expression value) {}
}
