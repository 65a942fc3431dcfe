package io.mullama.engine.memory;

import io.mullama.gguf.GgufException;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.gguf.GgufValue;
import io.mullama.gguf.TensorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Reads a model's shape from its GGUF header. For one thread.
 *
 * <p>The keys are those of llama.cpp v0.4.0's {@code llama-arch.cpp}, what they mean for its memory that of
 * {@code llama-hparams.cpp} and {@code llama-kv-cache.cpp}. What a header does not say counts as nothing: an estimate too
 * low lets llama.cpp try.
 */
public final class ModelShapes {
    private static final int MOST_LAYERS = 4096;

    private final Path file;
    private final GgufHeader header;
    private final String prefix;

    private ModelShapes(Path file, GgufHeader header) {
        this.file = file;
        this.header = header;
        this.prefix = header.architecture().orElse("") + ".";
    }

    /** The shape of the model in a file whose header is at hand. */
    public static ModelShape read(Path file, GgufHeader header) {
        ModelShapes shapes = new ModelShapes(file, header);
        long layers = shapes.number("block_count", 0);
        return new ModelShape(
                shapes.weights(),
                layers,
                shapes.cell(layers),
                Bytes.product(layers, shapes.state()),
                header.vocabularySize().orElse(0),
                shapes.number("embedding_length", 0),
                shapes.feedForward());
    }

    private long weights() {
        if (header.split().isEmpty()) {
            return header.tensors().stream().mapToLong(TensorInfo::byteSize).reduce(0, Bytes::sum);
        }
        int count = header.split().get().count();
        return LongStream.rangeClosed(1, count).map(part -> size(part, count)).reduce(0, Bytes::sum);
    }

    /** Bytes of one of a split model's files, which llama.cpp finds by their names. */
    private long size(long part, int count) {
        String name = String.valueOf(file.getFileName());
        String sibling = name.replaceFirst("-\\d{5}-of-\\d{5}\\.gguf$", "-%05d-of-%05d.gguf".formatted(part, count));
        try {
            return Files.size(file.resolveSibling(sibling));
        } catch (IOException e) {
            return 0;
        }
    }

    /** Elements that a token takes in the KV cache. */
    private long cell(long layers) {
        if (!header.flag(prefix + "attention.causal").orElse(true)) {
            return 0;
        }
        long[] heads = numbers("attention.head_count", layers);
        long[] cached = header.metadata(prefix + "attention.head_count_kv").isPresent()
                ? numbers("attention.head_count_kv", layers)
                : heads;
        // A hybrid model may have attention in every fourth layer only, and a layer may look at what another has
        // cached.
        long interval = Math.max(1, number("full_attention_interval", 1));
        long sharing = Math.min(layers, number("attention.shared_kv_layers", 0));
        long all = LongStream.of(cached).limit(layers - sharing).reduce(0, Bytes::sum) / interval;
        return Bytes.product(all, headLength(heads.length == 0 ? 0 : heads[0]));
    }

    /** Elements of a head's key and value; of layers with a sliding window, where those are larger. */
    private long headLength(long heads) {
        long fallback = heads == 0 ? 0 : number("embedding_length", 0) / heads;
        long key = longest("attention.key_length", fallback);
        // Latent attention derives the values from the keys.
        boolean latent = number("attention.key_length_mla", 0) > 0;
        return latent ? key : Bytes.sum(key, longest("attention.value_length", fallback));
    }

    private long longest(String key, long fallback) {
        return Math.max(number(key, fallback), number(key + "_swa", 0));
    }

    /** Elements that a sequence takes in a layer of a recurrent model: convolution and state. */
    private long state() {
        long embedding = number("embedding_length", 0);
        long rwkv = number("wkv.head_size", 0);
        if (rwkv > 0) {
            return Bytes.product(embedding, Bytes.sum(number("token_shift_count", 2), rwkv));
        }
        long inner = number("ssm.inner_size", 0);
        long size = number("ssm.state_size", 0);
        long convolved = Bytes.sum(inner, Bytes.product(2, number("ssm.group_count", 0), size));
        long mamba = Bytes.sum(Bytes.product(kernel("ssm.conv_kernel"), convolved), Bytes.product(inner, size));
        return Bytes.sum(mamba, Bytes.product(kernel("shortconv.l_cache"), embedding));
    }

    private long kernel(String key) {
        return Math.max(1, number(key, 1)) - 1;
    }

    private long feedForward() {
        long expert = number("expert_feed_forward_length", 0);
        // Every expert has an embedding come out, when two thirds of what came before are no longer needed.
        long wide = Math.max(expert, (expert + number("embedding_length", 0)) / 3);
        long experts = Bytes.product(number("expert_used_count", 0), wide);
        // A recurrent layer works with what goes in and what opens the gate.
        long widest = Math.max(experts, Bytes.product(2, number("ssm.inner_size", 0)));
        return LongStream.of(numbers("feed_forward_length", 1)).reduce(widest, Math::max);
    }

    private long number(String key, long fallback) {
        return Math.max(0, header.integer(prefix + key).orElse(fallback));
    }

    /** A value for each layer, of a key that has one for all, or a list. */
    private long[] numbers(String key, long layers) {
        if (header.metadata(prefix + key).orElse(null) instanceof GgufValue.Items items) {
            return elements(items);
        }
        return LongStream.generate(() -> number(key, 0))
                .limit(Math.min(layers, MOST_LAYERS))
                .toArray();
    }

    private long[] elements(GgufValue.Items items) {
        try {
            List<GgufValue> elements = GgufReader.elements(file, items, MOST_LAYERS);
            return elements.stream()
                    .mapToLong(element -> element instanceof GgufValue.Whole whole ? Math.max(0, whole.value()) : 0)
                    .toArray();
        } catch (IOException | GgufException e) {
            return new long[0];
        }
    }
}
