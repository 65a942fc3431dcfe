package io.mullama.client;

import io.mullama.model.MullamaException;
import org.jspecify.annotations.Nullable;

/** What {@code GET /health} at one address told. Immutable. */
public sealed interface Health {
    /** A daemon answers; null where it does not name its version. */
    record Ready(@Nullable String version) implements Health {}

    /** A daemon listens, and is not ready yet. */
    record Starting() implements Health {}

    /** A daemon listens, and is about to end. */
    record Stopping() implements Health {}

    /** No daemon answers. */
    record Absent(MullamaException reason) implements Health {}
}
