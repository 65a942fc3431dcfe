package io.mullama.llama;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.mullama.llama.binding.Ggml;
import java.util.Objects;

/**
 * The worker threads of one context; without one ggml starts and ends threads for every graph. Not thread-safe.
 *
 * <p>Its functions live in the library of the CPU variant that was chosen, and are reached through the backend.
 */
final class Threadpool implements AutoCloseable {
    /** {@code sizeof(struct ggml_threadpool_params)}: a mask of 512 bytes, three ints, two bools, padding. */
    private static final int PARAMS_BYTES = 528;

    private final Handle handle;

    private Threadpool(Pointer pointer) {
        this.handle = new Handle("the thread pool", pointer);
    }

    static Threadpool create(int threads) {
        try (Memory params = LlamaLibrary.zeroed(PARAMS_BYTES)) {
            Ggml.Base.ggml_threadpool_params_init(params, threads);
            Object pointer = function("ggml_threadpool_new").invoke(Pointer.class, new Object[] {params});
            return new Threadpool(Objects.requireNonNull((Pointer) pointer, "no thread pool could be made"));
        }
    }

    Pointer pointer() {
        return handle.get();
    }

    @Override
    public void close() {
        Pointer pointer = handle.take();
        if (pointer != null) {
            function("ggml_threadpool_free").invokeVoid(new Object[] {pointer});
        }
    }

    private static Function function(String name) {
        Pointer cpu = Ggml.Registry.ggml_backend_reg_by_name("CPU");
        return Function.getFunction(Ggml.Base.ggml_backend_reg_get_proc_address(cpu, name));
    }
}
