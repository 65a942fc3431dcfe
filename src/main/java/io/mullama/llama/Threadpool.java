package io.mullama.llama;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.mullama.llama.binding.Ggml;
import io.mullama.llama.binding.Llama;
import java.util.Objects;

/**
 * Worker threads that contexts compute with, one context at a time; without one ggml starts and ends threads for every
 * graph. It lasts as long as the process: a context that used it may still put it to sleep when it takes up another.
 * Immutable.
 *
 * <p>Its function lives in the library of the CPU variant that was chosen, and is reached through the backend.
 */
public final class Threadpool {
    /** {@code sizeof(struct ggml_threadpool_params)}: a mask of 512 bytes, three ints, two bools, padding. */
    private static final int PARAMS_BYTES = 528;

    private final Pointer pointer;
    private final int threads;

    private Threadpool(Pointer pointer, int threads) {
        this.pointer = pointer;
        this.threads = threads;
    }

    /** So many threads, that of the caller included. */
    public static Threadpool create(int threads) {
        try (Memory params = LlamaLibrary.zeroed(PARAMS_BYTES)) {
            Ggml.Base.ggml_threadpool_params_init(params, threads);
            Object pointer = function("ggml_threadpool_new").invoke(Pointer.class, new Object[] {params});
            return new Threadpool(Objects.requireNonNull((Pointer) pointer, "no thread pool could be made"), threads);
        }
    }

    /** Has a context compute with these from now on. */
    void attachTo(Pointer context) {
        Llama.llama_set_n_threads(context, threads, threads);
        Llama.llama_attach_threadpool(context, pointer, pointer);
    }

    private static Function function(String name) {
        Pointer cpu = Ggml.Registry.ggml_backend_reg_by_name("CPU");
        return Function.getFunction(Ggml.Base.ggml_backend_reg_get_proc_address(cpu, name));
    }
}
