package io.mullama;

import io.mullama.gguf.GgufBuilder;
import io.mullama.gguf.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes BERT models that know forty words and have weights by chance: for embeddings, or with a classifier head for
 * reranking. For one thread.
 */
public final class BertModel {
    /** Tokens of one input, with {@code [CLS]} and {@code [SEP]}. */
    public static final int CONTEXT = 64;

    public static final int WIDTH = 32;
    private static final int FEED_FORWARD = 64;
    private static final int HEADS = 4;
    private static final int LAYERS = 2;
    private static final int CLS = 2;
    private static final int SEP = 3;
    private static final List<String> WORDS = List.of(("a the cat dog sat ran on in under mat house tree big small red"
                    + " blue is was and or not what where who how capital of france paris norway oslo llama reads"
                    + " writes book water fire one two three")
            .split(" "));

    private final GgufBuilder builder = new GgufBuilder();
    private final RandomWeights weights;
    private final int vocabulary;

    private BertModel(long seed) {
        this.weights = new RandomWeights(builder, seed);
        List<String> tokens = tokens();
        this.vocabulary = tokens.size();
        builder.text("general.architecture", "bert")
                .u32("bert.block_count", LAYERS)
                .u32("bert.context_length", CONTEXT)
                .u32("bert.embedding_length", WIDTH)
                .u32("bert.feed_forward_length", FEED_FORWARD)
                .u32("bert.attention.head_count", HEADS)
                .real("bert.attention.layer_norm_epsilon", 1e-12f)
                .flag("bert.attention.causal", false)
                .text("tokenizer.ggml.model", "bert")
                .u32("tokenizer.ggml.token_type_count", 2)
                .strings("tokenizer.ggml.tokens", tokens)
                .array("tokenizer.ggml.token_type", ValueType.I32, vocabulary, types())
                .u32("tokenizer.ggml.padding_token_id", 0)
                .u32("tokenizer.ggml.unknown_token_id", 1)
                .u32("tokenizer.ggml.bos_token_id", CLS)
                .u32("tokenizer.ggml.seperator_token_id", SEP);
    }

    /** A model for embeddings; {@code pooling} is that of {@code enum llama_pooling_type}, negative for none named. */
    public static Path write(Path file, int pooling) throws IOException {
        BertModel model = new BertModel(42);
        if (pooling >= 0) {
            model.builder.u32("bert.pooling_type", pooling);
        }
        model.addLayers();
        return Files.write(file, model.builder.build());
    }

    /** A model for reranking, which says so by its tensors alone unless {@code metadata} adds more. */
    public static Path writeRanker(Path file, Consumer<GgufBuilder> metadata) throws IOException {
        BertModel model = new BertModel(7);
        metadata.accept(model.builder);
        model.addLayers();
        model.linear("cls", WIDTH, WIDTH);
        model.linear("cls.output", WIDTH, 1);
        return Files.write(file, model.builder.build());
    }

    private void addLayers() {
        weights.matrix("token_embd.weight", WIDTH, vocabulary);
        weights.matrix("token_types.weight", WIDTH, 2);
        weights.matrix("position_embd.weight", WIDTH, CONTEXT);
        norm("token_embd_norm");
        for (int i = 0; i < LAYERS; i++) {
            String block = "blk." + i + ".";
            for (String name : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
                linear(block + name, WIDTH, WIDTH);
            }
            norm(block + "attn_output_norm");
            linear(block + "ffn_up", WIDTH, FEED_FORWARD);
            linear(block + "ffn_down", FEED_FORWARD, WIDTH);
            norm(block + "layer_output_norm");
        }
    }

    private void norm(String name) {
        weights.scale(name + ".weight", WIDTH);
        weights.bias(name + ".bias", WIDTH);
    }

    private void linear(String name, int in, int out) {
        weights.matrix(name + ".weight", in, out);
        weights.bias(name + ".bias", out);
    }

    /** The special ones, the words with the mark of a word's beginning, and letters for all other words. */
    private static List<String> tokens() {
        List<String> tokens = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        WORDS.forEach(word -> tokens.add("\u2581" + word));
        for (char letter = 'b'; letter <= 'z'; letter++) {
            tokens.add("\u2581" + letter);
        }
        for (char letter = 'a'; letter <= 'z'; letter++) {
            tokens.add(String.valueOf(letter));
        }
        List.of(".", ",", "?", "!", "0", "1", "2", "3").forEach(sign -> tokens.add("\u2581" + sign));
        return tokens;
    }

    private static byte[] types() {
        ByteArrayOutputStream types = new ByteArrayOutputStream();
        for (int i = 0; i < tokens().size(); i++) {
            types.writeBytes(GgufBuilder.u32(i < 5 ? 3 : 1));
        }
        return types.toByteArray();
    }
}
