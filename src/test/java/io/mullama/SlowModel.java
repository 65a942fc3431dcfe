package io.mullama;

import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.gguf.GgufValue;
import io.mullama.gguf.ValueType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        GgufHeader tiny = GgufReader.read(Installation.tiny());
        GgufBuilder builder = new GgufBuilder()
                .text("general.architecture", "llama")
                .u32("llama.block_count", LAYERS)
                .u32("llama.context_length", CONTEXT)
                .u32("llama.embedding_length", WIDTH)
                .u32("llama.feed_forward_length", FEED_FORWARD)
                .u32("llama.attention.head_count", HEADS)
                .u32("llama.attention.head_count_kv", HEADS * KEY_VALUE_WIDTH / WIDTH)
                .key(
                        "llama.attention.layer_norm_rms_epsilon",
                        ValueType.F32,
                        GgufBuilder.u32(Float.floatToIntBits(1e-5f)))
                .text("tokenizer.ggml.model", "gpt2")
                .text("tokenizer.ggml.pre", "qwen2")
                .strings("tokenizer.ggml.tokens", strings(tiny, "tokenizer.ggml.tokens"))
                .array("tokenizer.ggml.token_type", ValueType.I32, vocabulary(tiny), types(tiny))
                .strings("tokenizer.ggml.merges", strings(tiny, "tokenizer.ggml.merges"))
                .u32("tokenizer.ggml.bos_token_id", 1527)
                .u32("tokenizer.ggml.eos_token_id", 1529);
        addTensors(builder, vocabulary(tiny));
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

    private static int vocabulary(GgufHeader header) {
        return (int) header.vocabularySize().orElseThrow();
    }

    private static List<String> strings(GgufHeader header, String key) throws Exception {
        List<String> texts = new ArrayList<>();
        for (GgufValue value : elements(header, key)) {
            texts.add(((GgufValue.Text) value).value());
        }
        return texts;
    }

    private static byte[] types(GgufHeader header) throws Exception {
        ByteArrayOutputStream types = new ByteArrayOutputStream();
        for (GgufValue value : elements(header, "tokenizer.ggml.token_type")) {
            int type = (int) ((GgufValue.Whole) value).value();
            types.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(type)
                    .array());
        }
        return types.toByteArray();
    }

    private static List<GgufValue> elements(GgufHeader header, String key) throws Exception {
        GgufValue.Items items = (GgufValue.Items) header.metadata(key).orElseThrow();
        return GgufReader.elements(Installation.tiny(), items, Integer.MAX_VALUE);
    }
}
