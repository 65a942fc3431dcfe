package io.mullama;

import io.mullama.gguf.GgufBuilder;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.gguf.GgufValue;
import io.mullama.gguf.ValueType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The tokenizer of tiny, for models that tests write. Immutable. */
final class TinyTokenizer {
    /** {@code <|endoftext|>}. */
    static final int END_OF_TEXT = 1527;

    private static final int END_OF_TURN = 1529;

    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;

    private final GgufHeader tiny;

    /** The type of {@code <think>} and the like. */
    private final int addedType;

    TinyTokenizer() throws Exception {
        this(USER_DEFINED);
    }

    private TinyTokenizer(int addedType) throws Exception {
        this.tiny = GgufReader.read(Installation.tiny());
        this.addedType = addedType;
    }

    /** One in which {@code <think>} and the like are control tokens. */
    static TinyTokenizer withControlTokens() throws Exception {
        return new TinyTokenizer(CONTROL);
    }

    /** The number of tokens. */
    int size() {
        return (int) tiny.vocabularySize().orElseThrow();
    }

    GgufBuilder addTo(GgufBuilder builder) throws Exception {
        return builder.text("tokenizer.ggml.model", "gpt2")
                .text("tokenizer.ggml.pre", "qwen2")
                .strings("tokenizer.ggml.tokens", strings("tokenizer.ggml.tokens"))
                .array("tokenizer.ggml.token_type", ValueType.I32, size(), types())
                .strings("tokenizer.ggml.merges", strings("tokenizer.ggml.merges"))
                .u32("tokenizer.ggml.bos_token_id", END_OF_TEXT)
                .u32("tokenizer.ggml.eos_token_id", END_OF_TURN);
    }

    private List<String> strings(String key) throws Exception {
        List<String> texts = new ArrayList<>();
        for (GgufValue value : elements(key)) {
            texts.add(((GgufValue.Text) value).value());
        }
        return texts;
    }

    private byte[] types() throws Exception {
        ByteArrayOutputStream types = new ByteArrayOutputStream();
        for (GgufValue value : elements("tokenizer.ggml.token_type")) {
            int type = (int) ((GgufValue.Whole) value).value();
            types.writeBytes(GgufBuilder.u32(type == USER_DEFINED ? addedType : type));
        }
        return types.toByteArray();
    }

    private List<GgufValue> elements(String key) throws Exception {
        GgufValue.Items items = (GgufValue.Items) tiny.metadata(key).orElseThrow();
        return GgufReader.elements(Installation.tiny(), items, Integer.MAX_VALUE);
    }
}
