package io.mullama.llama.binding;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct llama_model_quantize_params} of llama.h. Not thread-safe. */
@FieldOrder({
    "nthread",
    "ftype",
    "output_tensor_type",
    "token_embedding_type",
    "allow_requantize",
    "quantize_output_tensor",
    "only_copy",
    "pure",
    "keep_split",
    "dry_run",
    "imatrix",
    "kv_overrides",
    "tt_overrides",
    "prune_layers",
    "max_buf_size"
})
@SuppressWarnings("NullAway.Init") // JNA fills the fields
public class llama_model_quantize_params extends Structure {
    public int nthread;
    public int ftype;
    public int output_tensor_type;
    public int token_embedding_type;
    public byte allow_requantize;
    public byte quantize_output_tensor;
    public byte only_copy;
    public byte pure;
    public byte keep_split;
    public byte dry_run;
    public Pointer imatrix;
    public Pointer kv_overrides;
    public Pointer tt_overrides;
    public Pointer prune_layers;
    public long max_buf_size;

    /** The structure itself rather than its address. */
    public static final class ByValue extends llama_model_quantize_params implements Structure.ByValue {}
}
