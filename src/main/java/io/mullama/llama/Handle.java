package io.mullama.llama;

import com.sun.jna.Pointer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A pointer that one object owns and frees once. Closing is thread-safe, and waits for what goes on in
 * {@link #using}; that nobody uses what {@link #get} returned meanwhile is the owner's affair.
 */
final class Handle {
    private final String what;
    private final AtomicReference<@Nullable Pointer> pointer;
    private final ReadWriteLock uses = new ReentrantReadWriteLock();

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

    /**
     * Calls what uses it, and keeps it from being freed meanwhile; several threads may at once.
     *
     * @throws IllegalStateException after it was taken
     */
    int using(IntSupplier use) {
        uses.readLock().lock();
        try {
            Pointer unused = get();
            return use.getAsInt();
        } finally {
            uses.readLock().unlock();
        }
    }

    /** The pointer for the one who frees it; null if somebody already has. */
    @Nullable
    Pointer take() {
        uses.writeLock().lock();
        try {
            return pointer.getAndSet(null);
        } finally {
            uses.writeLock().unlock();
        }
    }
}
