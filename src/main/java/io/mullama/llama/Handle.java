package io.mullama.llama;

import com.sun.jna.Pointer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A pointer that one object owns and frees once. Closing is thread-safe; that nobody uses it meanwhile is the owner's
 * affair.
 */
final class Handle {
    private final String what;
    private final AtomicReference<@Nullable Pointer> pointer;

    Handle(String what, Pointer pointer) {
        this.what = what;
        this.pointer = new AtomicReference<>(pointer);
    }

    /**
     * The pointer.
     *
     * @throws IllegalStateException after it was taken
     */
    Pointer get() {
        Pointer current = pointer.get();
        if (current == null) {
            throw new IllegalStateException(what + " is closed");
        }
        return current;
    }

    /** The pointer for the one who frees it; null if somebody already has. */
    @Nullable
    Pointer take() {
        return pointer.getAndSet(null);
    }
}
