package io.mullama.llama;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.mullama.llama.binding.Llama;
import java.util.List;

/** The adapters of a model, which llama.cpp frees with it, for every context of the model. Immutable. */
final class LoraAdapters {
    private final long[] pointers;
    private final float[] scales;

    private LoraAdapters(long[] pointers, float[] scales) {
        this.pointers = pointers;
        this.scales = scales;
    }

    /**
     * Loads the adapters of a model; no context of it may have been made before, for its graph must have room for them.
     *
     * @throws LlamaException if llama.cpp refuses one
     */
    static LoraAdapters load(LlamaLibrary library, Pointer model, List<LoraAdapter> adapters) {
        long[] pointers = new long[adapters.size()];
        float[] scales = new float[adapters.size()];
        for (int i = 0; i < pointers.length; i++) {
            LoraAdapter adapter = adapters.get(i);
            pointers[i] = Pointer.nativeValue(load(library, model, adapter));
            scales[i] = adapter.scale();
        }
        return new LoraAdapters(pointers, scales);
    }

    private static Pointer load(LlamaLibrary library, Pointer model, LoraAdapter adapter) {
        NativeLog log = library.log();
        log.forgetComplaints();
        // It warns of every tensor that lies elsewhere than the model's, which is as it has to be.
        log.expectErrors(true);
        try {
            Pointer pointer =
                    Llama.llama_adapter_lora_init(model, adapter.file().toString());
            if (pointer == null) {
                throw new LlamaException(
                        LlamaException.Kind.MODEL,
                        "the adapter " + adapter.file() + " cannot be loaded: " + log.firstComplaint(),
                        "take an adapter that was made for this model");
            }
            return pointer;
        } finally {
            log.expectErrors(false);
        }
    }

    /** Has a context compute with them. */
    void applyTo(Pointer context) {
        if (pointers.length == 0) {
            return;
        }
        try (Memory array = new Memory((long) Native.POINTER_SIZE * pointers.length)) {
            for (int i = 0; i < pointers.length; i++) {
                array.setPointer((long) Native.POINTER_SIZE * i, new Pointer(pointers[i]));
            }
            Llama.llama_set_adapters_lora(context, array, pointers.length, scales);
        }
    }
}
