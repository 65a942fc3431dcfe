package io.mullama;

import io.mullama.gguf.GgufBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes decoders that are made for embeddings, or for reranking, as Qwen3's are: the vector of the last token, which is
 * an end of text that the tokenizer adds. The tokenizer is that of tiny, the weights are by chance. For one thread.
 */
public final class Qwen3Model {
    public static final int WIDTH = 32;
    private static final int FEED_FORWARD = 64;
    private static final int HEADS = 4;
    private static final int HEAD_WIDTH = 8;
    private static final int LAYERS = 2;
    private static final int CONTEXT = 1024;

    private final TinyTokenizer tokenizer = new TinyTokenizer();
    private final GgufBuilder builder = new GgufBuilder();
    private final RandomWeights weights = new RandomWeights(builder, 3);

    private Qwen3Model() throws Exception {
        builder.text("general.architecture", "qwen3")
                .u32("qwen3.block_count", LAYERS)
                .u32("qwen3.context_length", CONTEXT)
                .u32("qwen3.embedding_length", WIDTH)
                .u32("qwen3.feed_forward_length", FEED_FORWARD)
                .u32("qwen3.attention.head_count", HEADS)
                .u32("qwen3.attention.head_count_kv", HEADS)
                .u32("qwen3.attention.key_length", HEAD_WIDTH)
                .u32("qwen3.attention.value_length", HEAD_WIDTH)
                .real("qwen3.attention.layer_norm_rms_epsilon", 1e-6f)
                .real("qwen3.rope.freq_base", 10_000);
        tokenizer.addTo(builder);
    }

    /** A model for embeddings. */
    public static Path write(Path file) throws Exception {
        Qwen3Model model = new Qwen3Model();
        model.builder.u32("qwen3.pooling_type", 3).flag("tokenizer.ggml.add_eos_token", true);
        return model.finish(file);
    }

    /** A model for reranking, with a prompt of its own and the outputs yes and no. */
    public static Path writeRanker(Path file) throws Exception {
        Qwen3Model model = new Qwen3Model();
        model.builder
                .u32("qwen3.pooling_type", 4)
                .strings("qwen3.classifier.output_labels", List.of("yes", "no"))
                .text(
                        "tokenizer.chat_template.rerank",
                        "<|im_start|>user\nQuery: {query}\nDocument: {document}<|im_end|>\n<|im_start|>assistant\n");
        model.weights.matrix("cls.output.weight", WIDTH, 2);
        return model.finish(file);
    }

    private Path finish(Path file) throws IOException {
        weights.matrix("token_embd.weight", WIDTH, tokenizer.size());
        weights.scale("output_norm.weight", WIDTH);
        for (int i = 0; i < LAYERS; i++) {
            String block = "blk." + i + ".";
            for (String name : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
                weights.matrix(block + name + ".weight", WIDTH, WIDTH);
            }
            weights.scale(block + "attn_norm.weight", WIDTH);
            weights.scale(block + "attn_q_norm.weight", HEAD_WIDTH);
            weights.scale(block + "attn_k_norm.weight", HEAD_WIDTH);
            weights.scale(block + "ffn_norm.weight", WIDTH);
            weights.matrix(block + "ffn_gate.weight", WIDTH, FEED_FORWARD);
            weights.matrix(block + "ffn_up.weight", WIDTH, FEED_FORWARD);
            weights.matrix(block + "ffn_down.weight", FEED_FORWARD, WIDTH);
        }
        return Files.write(file, builder.build());
    }
}
