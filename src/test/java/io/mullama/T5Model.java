package io.mullama;

import io.mullama.gguf.GgufBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes T5 models, the encoder alone or with its decoder, with the tokenizer of tiny and weights by chance. */
public final class T5Model {
    public static final int WIDTH = 32;
    private static final int FEED_FORWARD = 64;
    private static final int HEADS = 4;
    private static final int BUCKETS = 32;

    private T5Model() {}

    public static Path writeEncoder(Path file) throws Exception {
        GgufBuilder builder = builder("t5encoder");
        addEncoder(new RandomWeights(builder, 5));
        return Files.write(file, builder.build());
    }

    public static Path writeEncoderAndDecoder(Path file) throws Exception {
        GgufBuilder builder = builder("t5");
        RandomWeights weights = new RandomWeights(builder, 5);
        addEncoder(weights);
        weights.scale("dec.output_norm.weight", WIDTH);
        addBlock(weights, "dec.blk.0.");
        weights.scale("dec.blk.0.cross_attn_norm.weight", WIDTH);
        for (String name : List.of("q", "k", "v", "o")) {
            weights.matrix("dec.blk.0.cross_attn_" + name + ".weight", WIDTH, WIDTH);
        }
        return Files.write(file, builder.build());
    }

    private static GgufBuilder builder(String architecture) throws Exception {
        GgufBuilder builder = new GgufBuilder()
                .text("general.architecture", architecture)
                .u32(architecture + ".block_count", 1)
                .u32(architecture + ".context_length", 512)
                .u32(architecture + ".embedding_length", WIDTH)
                .u32(architecture + ".feed_forward_length", FEED_FORWARD)
                .u32(architecture + ".attention.head_count", HEADS)
                .u32(architecture + ".attention.relative_buckets_count", BUCKETS)
                .real(architecture + ".attention.layer_norm_epsilon", 1e-6f)
                .real(architecture + ".attention.layer_norm_rms_epsilon", 1e-6f);
        return new TinyTokenizer().addTo(builder);
    }

    private static void addEncoder(RandomWeights weights) throws Exception {
        weights.matrix("token_embd.weight", WIDTH, new TinyTokenizer().size());
        weights.scale("enc.output_norm.weight", WIDTH);
        addBlock(weights, "enc.blk.0.");
    }

    private static void addBlock(RandomWeights weights, String block) {
        weights.scale(block + "attn_norm.weight", WIDTH);
        weights.matrix(block + "attn_rel_b.weight", HEADS, BUCKETS);
        for (String name : List.of("attn_q", "attn_k", "attn_v", "attn_o")) {
            weights.matrix(block + name + ".weight", WIDTH, WIDTH);
        }
        weights.scale(block + "ffn_norm.weight", WIDTH);
        weights.matrix(block + "ffn_up.weight", WIDTH, FEED_FORWARD);
        weights.matrix(block + "ffn_down.weight", FEED_FORWARD, WIDTH);
    }
}
