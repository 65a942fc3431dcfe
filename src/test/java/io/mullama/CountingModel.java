package io.mullama;

import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Writes a model that counts: after a token always comes the one with the next number, by far the likeliest, so that
 * rounding cannot change an answer and a lost or repeated token shows. The tokenizer is that of tiny.
 */
public final class CountingModel {
    private static final int WIDTH = 64;
    private static final int FEED_FORWARD = 128;
    private static final int CONTEXT = 4096;

    private CountingModel() {}

    public static Path write(Path file) throws Exception {
        return write(file, new TinyTokenizer(), new GgufBuilder());
    }

    /**
     * One in which {@code <think>} and the others after {@code <|im_end|>} are control tokens, with some of them for
     * filling in: {@code <tool_response>}, {@code </tool_response>} and {@code <|endoftext|>}.
     */
    public static Path writeWithControlTokens(Path file) throws Exception {
        TinyTokenizer tokenizer = TinyTokenizer.withControlTokens();
        GgufBuilder fill = new GgufBuilder()
                .u32("tokenizer.ggml.fim_pre_token_id", tokenizer.size() - 2)
                .u32("tokenizer.ggml.fim_suf_token_id", tokenizer.size() - 1)
                .u32("tokenizer.ggml.fim_mid_token_id", TinyTokenizer.END_OF_TEXT);
        return write(file, tokenizer, fill);
    }

    private static Path write(Path file, TinyTokenizer tokenizer, GgufBuilder begun) throws Exception {
        GgufBuilder builder = begun.text("general.architecture", "llama")
                .u32("llama.block_count", 1)
                .u32("llama.context_length", CONTEXT)
                .u32("llama.embedding_length", WIDTH)
                .u32("llama.feed_forward_length", FEED_FORWARD)
                .u32("llama.attention.head_count", 1)
                .real("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        tokenizer.addTo(builder);
        float[] tokens = embeddings(tokenizer.size());
        float[] outputs = new float[tokens.length];
        System.arraycopy(tokens, 0, outputs, WIDTH, tokens.length - WIDTH);
        builder.floats("token_embd.weight", tokens, WIDTH, tokenizer.size())
                .floats("output_norm.weight", ones(), WIDTH)
                .floats("output.weight", outputs, WIDTH, tokenizer.size())
                .floats("blk.0.attn_norm.weight", ones(), WIDTH)
                .floats("blk.0.ffn_norm.weight", ones(), WIDTH)
                .tensor("blk.0.ffn_gate.weight", GgmlType.F32, WIDTH, FEED_FORWARD)
                .tensor("blk.0.ffn_up.weight", GgmlType.F32, WIDTH, FEED_FORWARD)
                .tensor("blk.0.ffn_down.weight", GgmlType.F32, FEED_FORWARD, WIDTH);
        for (String name : new String[] {"attn_q", "attn_k", "attn_v", "attn_output"}) {
            builder.tensor("blk.0." + name + ".weight", GgmlType.F32, WIDTH, WIDTH);
        }
        Files.write(file, builder.build());
        return file;
    }

    private static float[] embeddings(int tokens) {
        Random random = new Random(1);
        float[] values = new float[tokens * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] ones() {
        float[] ones = new float[WIDTH];
        Arrays.fill(ones, 1);
        return ones;
    }
}
