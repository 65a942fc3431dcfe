package io.mullama.llama.binding;

import com.sun.jna.Pointer;

/**
 * The functions of llama.h that are used, direct-mapped once {@link NativeBinding} has loaded the library. Each is as
 * thread-safe as llama.cpp says. C's {@code bool} is a byte, {@code size_t} a long.
 */
public final class Llama {
    private Llama() {}

    public static native String llama_version();

    public static native String llama_print_system_info();

    public static native void llama_backend_init();

    public static native void llama_log_set(ggml_log_callback callback, Pointer user_data);

    public static native llama_model_params.ByValue llama_model_default_params();

    public static native llama_context_params.ByValue llama_context_default_params();

    public static native llama_model_quantize_params.ByValue llama_model_quantize_default_params();

    public static native int llama_model_quantize(String fname_inp, String fname_out, Pointer params);

    public static native Pointer llama_model_load_from_file(String path, llama_model_params.ByValue params);

    public static native void llama_model_free(Pointer model);

    public static native Pointer llama_model_get_vocab(Pointer model);

    public static native int llama_model_n_ctx_train(Pointer model);

    public static native int llama_model_n_layer(Pointer model);

    public static native long llama_model_size(Pointer model);

    public static native byte llama_model_has_encoder(Pointer model);

    public static native byte llama_model_has_decoder(Pointer model);

    public static native int llama_model_n_swa(Pointer model);

    public static native byte llama_model_is_recurrent(Pointer model);

    public static native byte llama_model_is_hybrid(Pointer model);

    public static native int llama_model_n_embd_out(Pointer model);

    public static native int llama_model_n_cls_out(Pointer model);

    public static native int llama_model_meta_val_str(Pointer model, String key, byte[] buf, long buf_size);

    public static native Pointer llama_adapter_lora_init(Pointer model, String path_lora);

    public static native int llama_set_adapters_lora(Pointer ctx, Pointer adapters, long n_adapters, float[] scales);

    public static native Pointer llama_model_chat_template(Pointer model, String name);

    public static native int llama_vocab_type(Pointer vocab);

    public static native int llama_vocab_n_tokens(Pointer vocab);

    public static native Pointer llama_vocab_get_suppress_tokens(Pointer vocab, int[] n_suppress_tokens);

    public static native int llama_vocab_bos(Pointer vocab);

    public static native int llama_vocab_eos(Pointer vocab);

    public static native int llama_vocab_sep(Pointer vocab);

    public static native int llama_vocab_fim_pre(Pointer vocab);

    public static native int llama_vocab_fim_suf(Pointer vocab);

    public static native int llama_vocab_fim_mid(Pointer vocab);

    public static native byte llama_vocab_get_add_bos(Pointer vocab);

    public static native byte llama_vocab_get_add_eos(Pointer vocab);

    public static native byte llama_vocab_get_add_sep(Pointer vocab);

    public static native byte llama_vocab_is_eog(Pointer vocab, int token);

    public static native int llama_vocab_get_attr(Pointer vocab, int token);

    public static native Pointer llama_vocab_get_text(Pointer vocab, int token);

    public static native int llama_tokenize(
            Pointer vocab,
            byte[] text,
            int text_len,
            int[] tokens,
            int n_tokens_max,
            byte add_special,
            byte parse_special);

    public static native int llama_token_to_piece(
            Pointer vocab, int token, byte[] buf, int length, int lstrip, byte special);

    public static native Pointer llama_init_from_model(Pointer model, llama_context_params.ByValue params);

    public static native void llama_free(Pointer ctx);

    public static native void llama_attach_threadpool(Pointer ctx, Pointer threadpool, Pointer threadpool_batch);

    public static native void llama_set_n_threads(Pointer ctx, int n_threads, int n_threads_batch);

    public static native Pointer llama_get_memory(Pointer ctx);

    public static native byte llama_memory_seq_rm(Pointer mem, int seq_id, int p0, int p1);

    public static native void llama_memory_seq_cp(Pointer mem, int seq_id_src, int seq_id_dst, int p0, int p1);

    public static native int llama_memory_seq_pos_min(Pointer mem, int seq_id);

    public static native long llama_state_seq_get_size_ext(Pointer ctx, int seq_id, int flags);

    public static native long llama_state_seq_get_data_ext(Pointer ctx, Pointer dst, long size, int seq_id, int flags);

    public static native long llama_state_seq_set_data_ext(
            Pointer ctx, Pointer src, long size, int dest_seq_id, int flags);

    public static native void llama_memory_clear(Pointer mem, byte data);

    public static native int llama_encode(Pointer ctx, llama_batch.ByValue batch);

    public static native int llama_decode(Pointer ctx, llama_batch.ByValue batch);

    public static native void llama_synchronize(Pointer ctx);

    public static native Pointer llama_get_embeddings_seq(Pointer ctx, int seq_id);

    public static native Pointer llama_get_logits_ith(Pointer ctx, int i);

    public static native llama_sampler_chain_params.ByValue llama_sampler_chain_default_params();

    public static native Pointer llama_sampler_chain_init(llama_sampler_chain_params.ByValue params);

    public static native void llama_sampler_chain_add(Pointer chain, Pointer smpl);

    public static native Pointer llama_sampler_init_greedy();

    public static native Pointer llama_sampler_init_dist(int seed);

    public static native Pointer llama_sampler_init_top_k(int k);

    public static native Pointer llama_sampler_init_top_p(float p, long min_keep);

    public static native Pointer llama_sampler_init_min_p(float p, long min_keep);

    public static native Pointer llama_sampler_init_typical(float p, long min_keep);

    public static native Pointer llama_sampler_init_temp(float t);

    public static native Pointer llama_sampler_init_temp_ext(float t, float delta, float exponent);

    public static native Pointer llama_sampler_init_xtc(float p, float t, long min_keep, int seed);

    public static native Pointer llama_sampler_init_top_n_sigma(float n);

    public static native Pointer llama_sampler_init_mirostat(int n_vocab, int seed, float tau, float eta, int m);

    public static native Pointer llama_sampler_init_mirostat_v2(int seed, float tau, float eta);

    public static native Pointer llama_sampler_init_adaptive_p(float target, float decay, int seed);

    public static native Pointer llama_sampler_init_penalties(
            int n_vocab, int penalty_last_n, float penalty_repeat, float penalty_freq, float penalty_present);

    public static native Pointer llama_sampler_init_dry(
            Pointer vocab,
            float dry_multiplier,
            float dry_base,
            int dry_allowed_length,
            int dry_penalty_last_n,
            Pointer seq_breakers,
            long num_breakers);

    public static native Pointer llama_sampler_init_logit_bias(int n_vocab, int n_logit_bias, Pointer logit_bias);

    public static native void llama_sampler_apply(Pointer smpl, Pointer cur_p);

    public static native int llama_sampler_sample(Pointer smpl, Pointer ctx, int idx);

    public static native void llama_sampler_accept(Pointer smpl, int token);

    public static native void llama_sampler_free(Pointer smpl);
}
