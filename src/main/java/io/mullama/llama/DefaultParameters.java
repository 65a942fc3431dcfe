package io.mullama.llama;

import io.mullama.llama.binding.Llama;
import io.mullama.llama.binding.llama_context_params;
import io.mullama.llama.binding.llama_model_params;
import io.mullama.llama.binding.llama_model_quantize_params;

/**
 * A canary for the layout of llama.cpp's structures: their defaults are compared with those of the pinned release.
 * Stateless.
 */
final class DefaultParameters {
    private DefaultParameters() {}

    /**
     * Calls their functions and compares.
     *
     * @throws LlamaException if a field is not where it should be
     */
    static void check() {
        llama_model_params.ByValue model = Llama.llama_model_default_params();
        require("n_gpu_layers", -1, model.n_gpu_layers);
        require("split_mode", 1, model.split_mode);
        require("load_mode", -1, model.load_mode);
        require("lazy_mode", 1, model.lazy_mode);
        require("use_extra_bufts", 1, model.use_extra_bufts);
        require("load_mtp", 0, model.load_mtp);
        llama_context_params.ByValue context = Llama.llama_context_default_params();
        require("n_ctx", 512, context.n_ctx);
        require("n_batch", 2048, context.n_batch);
        require("n_ubatch", 512, context.n_ubatch);
        require("n_seq_max", 1, context.n_seq_max);
        require("n_outputs_max_per_seq", 1, context.n_outputs_max_per_seq);
        require("flash_attn_type", -1, context.flash_attn_type);
        require("yarn_ext_factor", -1, (int) context.yarn_ext_factor);
        require("type_k", 1, context.type_k);
        require("type_v", 1, context.type_v);
        require("offload_kqv", 1, context.offload_kqv);
        require("no_perf", 1, context.no_perf);
        require("swa_full", 1, context.swa_full);
        require("kv_unified", 0, context.kv_unified);
        require("n_samplers", 0, (int) context.n_samplers);
        checkQuantizing();
    }

    private static void checkQuantizing() {
        llama_model_quantize_params.ByValue quantize = Llama.llama_model_quantize_default_params();
        require("ftype", 7, quantize.ftype);
        require("output_tensor_type", 43, quantize.output_tensor_type);
        require("token_embedding_type", 43, quantize.token_embedding_type);
        require("allow_requantize", 0, quantize.allow_requantize);
        require("quantize_output_tensor", 1, quantize.quantize_output_tensor);
        require("only_copy", 0, quantize.only_copy);
        require("dry_run", 0, quantize.dry_run);
        require("max_buf_size", 8, (int) (quantize.max_buf_size >> 30));
    }

    private static void require(String field, int expected, int found) {
        if (expected != found) {
            throw new LlamaException(
                    LlamaException.Kind.LIBRARY,
                    "the llama.cpp library is not the pinned build: the default of " + field + " is " + found + ", not "
                            + expected,
                    "reinstall mullama");
        }
    }
}
