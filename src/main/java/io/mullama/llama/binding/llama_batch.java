package io.mullama.llama.binding;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct llama_batch} of llama.h. Not thread-safe. */
@FieldOrder({"n_tokens", "token", "embd", "pos", "n_seq_id", "seq_id", "logits"})
@SuppressWarnings("NullAway.Init") // JNA fills the fields
public class llama_batch extends Structure {
    public int n_tokens;
    public Pointer token;
    public Pointer embd;
    public Pointer pos;
    public Pointer n_seq_id;
    public Pointer seq_id;
    public Pointer logits;

    /** The structure itself rather than its address. */
    public static final class ByValue extends llama_batch implements Structure.ByValue {}
}
