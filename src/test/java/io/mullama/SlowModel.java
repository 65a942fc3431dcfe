package io.mullama;

import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a model that thinks of nothing, slowly: the tokenizer of tiny, weights of zero, and enough of them that a long
 * prompt takes seconds. It never ends an answer.
 */
public final class SlowModel {
    private static final int WIDTH = 768;
    private static final int FEED_FORWARD = 3072;
    private static final int HEADS = 12;
    private static final int KEY_VALUE_WIDTH = 256;
    private static final int LAYERS = 10;
    private static final int CONTEXT = 16_384;

    private SlowModel() {}

    public static Path write(Path file) throws Exception {
        TinyTokenizer tokenizer = new TinyTokenizer();
        GgufBuilder builder = new GgufBuilder()
                .text("general.architecture", "llama")
                .u32("llama.block_count", LAYERS)
                .u32("llama.context_length", CONTEXT)
                .u32("llama.embedding_length", WIDTH)
                .u32("llama.feed_forward_length", FEED_FORWARD)
                .u32("llama.attention.head_count", HEADS)
                .u32("llama.attention.head_count_kv", HEADS * KEY_VALUE_WIDTH / WIDTH)
                .real("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        addTensors(tokenizer.addTo(builder), tokenizer.size());
        Files.write(file, builder.build());
        return file;
    }

    private static void addTensors(GgufBuilder builder, int vocabulary) {
        builder.tensor("token_embd.weight", GgmlType.F16, WIDTH, vocabulary)
                .tensor("output_norm.weight", GgmlType.F32, WIDTH);
        for (int i = 0; i < LAYERS; i++) {
            String block = "blk." + i + ".";
            builder.tensor(block + "attn_norm.weight", GgmlType.F32, WIDTH)
                    .tensor(block + "ffn_norm.weight", GgmlType.F32, WIDTH)
                    .tensor(block + "attn_q.weight", GgmlType.F16, WIDTH, WIDTH)
                    .tensor(block + "attn_k.weight", GgmlType.F16, WIDTH, KEY_VALUE_WIDTH)
                    .tensor(block + "attn_v.weight", GgmlType.F16, WIDTH, KEY_VALUE_WIDTH)
                    .tensor(block + "attn_output.weight", GgmlType.F16, WIDTH, WIDTH)
                    .tensor(block + "ffn_gate.weight", GgmlType.F16, WIDTH, FEED_FORWARD)
                    .tensor(block + "ffn_up.weight", GgmlType.F16, WIDTH, FEED_FORWARD)
                    .tensor(block + "ffn_down.weight", GgmlType.F16, FEED_FORWARD, WIDTH);
        }
    }
}
