package io.mullama.llama.binding;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;

/** {@code ggml_log_callback} of ggml.h. Called from any thread that computes. */
public interface ggml_log_callback extends Callback {
    void invoke(int level, Pointer text, Pointer user_data);
}
