package io.mullama.llama;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

/** The C library's heap, from which llama.cpp takes all that is not a file. Stateless. */
final class NativeHeap {
    private NativeHeap() {}

    /**
     * Gives back to the system what was freed. glibc keeps what lies below anything that is still used, as much as a
     * model takes beside its weights; other C libraries keep less, and have no such function.
     */
    static void trim() {
        Function trim;
        try {
            trim = NativeLibrary.getProcess().getFunction("malloc_trim");
        } catch (UnsatisfiedLinkError e) {
            return;
        }
        trim.invokeInt(new Object[] {0L});
    }
}
