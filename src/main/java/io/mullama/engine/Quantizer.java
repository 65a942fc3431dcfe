package io.mullama.engine;

import java.nio.file.Path;
import java.util.List;

/** Makes smaller copies of models. Thread-safe; one copy is made at a time, and the others wait. */
public interface Quantizer {

    /** Is told before each of a model's tensors how many are done; it has to be quick, and may not throw. */
    interface Progress {
        void done(int tensors, int all);
    }

    /** What a model can be quantized to, the usual first. */
    List<String> types();

    /**
     * Checks the name of a quantization.
     *
     * @return the name as it is written: {@code Q4_K_M} for {@code q4_k_m}
     * @throws io.mullama.model.MullamaException if there is none of that name
     */
    String requireType(String type);

    /**
     * Writes a quantized copy; blocks while it does, and cannot be stopped.
     *
     * @param from a model file, the first one of a model in parts
     * @param to the file that is written, a single one in any case; it is overwritten, and is not there after an error
     * @param type by its name, in upper or lower case
     * @param threads that compute; 0 for as many as the machine has
     * @throws io.mullama.model.MullamaException if there is no such quantization, the model is quantized already, or
     *     cannot be read or written
     */
    void quantize(Path from, Path to, String type, int threads, Progress progress);
}
