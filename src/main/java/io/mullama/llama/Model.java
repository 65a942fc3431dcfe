package io.mullama.llama;

import com.sun.jna.Pointer;
import io.mullama.llama.binding.Llama;
import io.mullama.llama.binding.llama_model_params;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A model's weights and vocabulary in memory. Thread-safe for reading; close it after its contexts. */
public final class Model implements AutoCloseable {
    private final LlamaLibrary library;
    private final Handle handle;
    private final Vocab vocab;
    private final int slidingWindow;
    private final ModelTraits traits;
    private final LoraAdapters adapters;

    private Model(LlamaLibrary library, Pointer pointer, LoraAdapters adapters) {
        this.library = library;
        this.handle = new Handle("the model", pointer);
        this.adapters = adapters;
        this.traits = ModelTraits.of(pointer);
        this.vocab = new Vocab(handle, Llama.llama_model_get_vocab(pointer));
        this.slidingWindow = Llama.llama_model_n_swa(pointer);
    }

    /**
     * Loads the weights; blocks while it does.
     *
     * @param gpuLayers layers to keep on the GPU; negative for all that fit
     * @param adapters that all its contexts compute with
     * @throws LlamaException if llama.cpp refuses a file
     */
    public static Model load(LlamaLibrary library, Path file, int gpuLayers, List<LoraAdapter> adapters) {
        llama_model_params.ByValue params = Llama.llama_model_default_params();
        params.n_gpu_layers = gpuLayers;
        library.log().forgetComplaints();
        Pointer pointer = Llama.llama_model_load_from_file(file.toString(), params);
        if (pointer == null) {
            throw new LlamaException(
                    LlamaException.Kind.MODEL,
                    file + " cannot be loaded: " + library.log().firstComplaint(),
                    "try another file of this model");
        }
        try {
            return new Model(library, pointer, LoraAdapters.load(library, pointer, adapters));
        } catch (RuntimeException | Error e) {
            Llama.llama_model_free(pointer);
            throw e;
        }
    }

    public Vocab vocab() {
        return vocab;
    }

    /** The longest context that the model was trained on, in tokens. */
    public int trainedContextSize() {
        return Llama.llama_model_n_ctx_train(handle.get());
    }

    /** The weights' size in bytes. */
    public long sizeBytes() {
        return Llama.llama_model_size(handle.get());
    }

    /** Of the layers asked for (negative for all), those that a GPU of this machine has. */
    public int layersOnGpu(int asked) {
        // llama.cpp counts the output layer too.
        int all = Llama.llama_model_n_layer(handle.get()) + 1;
        return !library.hasGpu() ? 0 : asked < 0 ? all : Math.min(asked, all);
    }

    /** Tokens that its attention looks back at in some layers; 0 where it sees all. */
    public int slidingWindow() {
        return slidingWindow;
    }

    /** What it was made for. */
    public ModelTraits traits() {
        return traits;
    }

    /** The numbers in a vector of one text. */
    public int embeddingSize() {
        return Llama.llama_model_n_embd_out(handle.get());
    }

    /** The prompt that it was trained to score, with {@code {query}} and {@code {document}} in it. */
    public Optional<String> rerankTemplate() {
        return ModelTraits.rerankTemplate(handle.get());
    }

    LlamaLibrary library() {
        return library;
    }

    LoraAdapters adapters() {
        return adapters;
    }

    Pointer pointer() {
        return handle.get();
    }

    @Override
    public void close() {
        Pointer pointer = handle.take();
        if (pointer != null) {
            Llama.llama_model_free(pointer);
            NativeHeap.trim();
        }
    }
}
