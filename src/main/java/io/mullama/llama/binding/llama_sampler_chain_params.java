package io.mullama.llama.binding;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code struct llama_sampler_chain_params} of llama.h. Not thread-safe. */
@FieldOrder("no_perf")
public class llama_sampler_chain_params extends Structure {
    public byte no_perf;

    /** The structure itself rather than its address. */
    public static final class ByValue extends llama_sampler_chain_params implements Structure.ByValue {}
}
