package io.mullama.llama;

import io.mullama.llama.binding.Llama;
import io.mullama.llama.binding.llama_model_quantize_params;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A smaller copy of a model to be made. Immutable.
 *
 * @param from a model file, the first one of a model in parts
 * @param to the file that is written, always a single one; what lies there is overwritten
 * @param threads that compute; 0 for as many as the machine has
 */
public record Quantization(Path from, Path to, FileType type, int threads) {
    /** The rows that are held in memory at once, with what they become. */
    private static final long BUFFER_BYTES = 1L << 30;

    /** How llama.cpp begins the line of each tensor. */
    private static final Pattern TENSOR = Pattern.compile("\\[ *(\\d+)/ *(\\d+)\\] .*", Pattern.DOTALL);

    /** Is told before each tensor how many are done; it has to be quick, and may not throw. */
    public interface Progress {
        void done(int tensors, int all);
    }

    /**
     * Writes the copy; blocks while it does, and cannot be stopped. One at a time: the others wait.
     *
     * @throws LlamaException if llama.cpp refuses; part of the copy may have been written
     */
    public void run(LlamaLibrary library, Progress progress) {
        llama_model_quantize_params.ByValue params = Llama.llama_model_quantize_default_params();
        params.ftype = type.id();
        params.nthread = threads;
        params.max_buf_size = BUFFER_BYTES;
        params.write();
        NativeLog log = library.log();
        synchronized (Quantization.class) {
            log.forgetComplaints();
            log.follow(line -> tell(line, progress));
            try {
                int result = Llama.llama_model_quantize(from.toString(), to.toString(), params.getPointer());
                if (result != 0) {
                    throw refused(log);
                }
            } finally {
                log.follow(line -> {});
            }
        }
    }

    private static void tell(String line, Progress progress) {
        Matcher tensor = TENSOR.matcher(line);
        if (tensor.matches()) {
            progress.done(Integer.parseInt(tensor.group(1)) - 1, Integer.parseInt(tensor.group(2)));
        }
    }

    private LlamaException refused(NativeLog log) {
        if (log.hasComplaintAbout("imatrix")) {
            return new LlamaException(
                    LlamaException.Kind.QUANTIZE,
                    type + " needs an importance matrix, which mullama does not make",
                    "take a larger quantization, such as " + FileType.Q4_K_M);
        }
        boolean written = log.hasComplaintAbout("iostream error");
        return new LlamaException(
                LlamaException.Kind.QUANTIZE,
                written
                        ? to + " could not be written to its end"
                        : from + " cannot be quantized to " + type + ": " + log.firstComplaint(),
                written ? "look whether the disk is full" : "try another file of this model");
    }
}
