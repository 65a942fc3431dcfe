package io.mullama.llama;

import com.sun.jna.Pointer;
import io.mullama.llama.binding.Llama;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A model's tokens: text to ids and back. Thread-safe; closed with its model. */
public final class Vocab {
    private static final int UNKNOWN_OR_CONTROL = 1 | (1 << 3);
    private static final int USER_DEFINED = 1 << 4;

    /** Beyond the attributes of llama.cpp. */
    private static final int KNOWN = 1 << 31;

    private static final int ENDS_GENERATION = 1 << 30;

    /** {@code LLAMA_VOCAB_TYPE_WPM}. */
    private static final int WORD_PIECE = 3;

    private final Handle model;
    private final Pointer pointer;

    /** Filled as they are asked for: a call into the library costs more than a look. */
    private final AtomicReferenceArray<byte @Nullable []> pieces;

    private final AtomicIntegerArray attributes;
    private volatile int @Nullable [] endTokens;

    Vocab(Handle model, Pointer pointer) {
        this.model = model;
        this.pointer = pointer;
        int size = Llama.llama_vocab_n_tokens(pointer);
        this.pieces = new AtomicReferenceArray<>(size);
        this.attributes = new AtomicIntegerArray(size);
    }

    private Pointer open() {
        model.get();
        return pointer;
    }

    Pointer pointer() {
        return open();
    }

    /** The number of tokens. */
    public int size() {
        return pieces.length();
    }

    /** The token that begins a text; negative where there is none. */
    public int beginOfSequence() {
        return Llama.llama_vocab_bos(open());
    }

    /** The token that ends a text; negative where there is none. */
    public int endOfSequence() {
        return Llama.llama_vocab_eos(open());
    }

    /** The tokens around a text that is to be filled in; empty where one of them is missing. */
    public Optional<FillTokens> fillTokens() {
        int prefix = Llama.llama_vocab_fim_pre(open());
        int suffix = Llama.llama_vocab_fim_suf(open());
        int middle = Llama.llama_vocab_fim_mid(open());
        return prefix < 0 || suffix < 0 || middle < 0
                ? Optional.empty()
                : Optional.of(new FillTokens(prefix, suffix, middle));
    }

    /** What begins the text before the gap, the text behind it, and what is to fill it. */
    public record FillTokens(int prefix, int suffix, int middle) {}

    /** A token as the vocabulary spells it: {@code <|im_end|>}; empty for one that is not in it. */
    public String text(int token) {
        return token < 0 || token >= size()
                ? ""
                : Llama.llama_vocab_get_text(open(), token).getString(0, StandardCharsets.UTF_8.name());
    }

    /** Whether a text begins with {@link #beginOfSequence()}. */
    public boolean addsBeginOfSequence() {
        return Llama.llama_vocab_get_add_bos(open()) != 0 && beginOfSequence() >= 0;
    }

    /** Whether a text ends with {@link #endOfSequence()}. */
    public boolean addsEndOfSequence() {
        return Llama.llama_vocab_get_add_eos(open()) != 0 && endOfSequence() >= 0;
    }

    /** The token between two texts; negative where there is none. */
    public int separator() {
        return Llama.llama_vocab_sep(open());
    }

    /** Whether {@link #separator()} stands between two texts. */
    public boolean addsSeparator() {
        return Llama.llama_vocab_get_add_sep(open()) != 0 && separator() >= 0;
    }

    /** Whether it is BERT's WordPiece, which begins every text with {@code [CLS]} and ends it with {@code [SEP]}. */
    public boolean isWordPiece() {
        return Llama.llama_vocab_type(open()) == WORD_PIECE;
    }

    /** Whether the token ends an answer. */
    public boolean endsGeneration(int token) {
        return (attributes(token) & ENDS_GENERATION) != 0;
    }

    /** The tokens that end an answer. */
    public int[] endTokens() {
        int[] known = endTokens;
        if (known == null) {
            known = IntStream.range(0, size()).filter(this::endsGeneration).toArray();
            endTokens = known;
        }
        return known.clone();
    }

    /** The tokens that this model must never choose. */
    public int[] suppressedTokens() {
        int[] count = new int[1];
        Pointer tokens = Llama.llama_vocab_get_suppress_tokens(open(), count);
        return count[0] == 0 ? new int[0] : tokens.getIntArray(0, count[0]);
    }

    /** Whether the token steers the model rather than standing for text: {@code <|im_end|>}. */
    public boolean isControl(int token) {
        return (attributes(token) & UNKNOWN_OR_CONTROL) != 0;
    }

    /** Whether the token is one that texts have only where they are told to: a control token, or an added one. */
    public boolean isSpecial(int token) {
        return (attributes(token) & (UNKNOWN_OR_CONTROL | USER_DEFINED)) != 0;
    }

    private int attributes(int token) {
        int known = attributes.get(token);
        if (known == 0) {
            known = model.using(() -> readAttributes(token));
            attributes.set(token, known);
        }
        return known;
    }

    private int readAttributes(int token) {
        boolean ends = Llama.llama_vocab_is_eog(pointer, token) != 0;
        return Llama.llama_vocab_get_attr(pointer, token) | KNOWN | (ends ? ENDS_GENERATION : 0);
    }

    /**
     * The tokens of a text, without any that would begin or end it.
     *
     * @param parseSpecial whether {@code <|im_end|>} is one control token or ten characters
     */
    public int[] tokenize(String text, boolean parseSpecial) {
        return text.isEmpty() ? new int[0] : tokenize(text, false, parseSpecial);
    }

    /**
     * The tokens of a text.
     *
     * @param addSpecial whether those that begin and end this model's texts are added
     * @param parseSpecial whether {@code <|im_end|>} is one control token or ten characters
     */
    public int[] tokenize(String text, boolean addSpecial, boolean parseSpecial) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int[] tokens = new int[utf8.length / 3 + 16];
        int count = tokenize(utf8, tokens, addSpecial, parseSpecial);
        if (count < 0) {
            tokens = new int[-count];
            count = tokenize(utf8, tokens, addSpecial, parseSpecial);
        }
        return Arrays.copyOf(tokens, count);
    }

    /**
     * The bytes that a token stands for, possibly a part of a UTF-8 character; none for a control token. Not to be
     * changed.
     */
    public byte[] piece(int token) {
        byte[] known = pieces.get(token);
        if (known == null) {
            known = readPiece(token);
            pieces.set(token, known);
        }
        return known;
    }

    private byte[] readPiece(int token) {
        byte[] bytes = new byte[32];
        int length = readPiece(token, bytes);
        if (length < 0) {
            bytes = new byte[-length];
            length = readPiece(token, bytes);
        }
        return Arrays.copyOf(bytes, length);
    }

    private int readPiece(int token, byte[] bytes) {
        return model.using(() -> Llama.llama_token_to_piece(pointer, token, bytes, bytes.length, 0, (byte) 0));
    }

    private int tokenize(byte[] utf8, int[] tokens, boolean addSpecial, boolean parseSpecial) {
        byte special = (byte) (addSpecial ? 1 : 0);
        byte parsed = (byte) (parseSpecial ? 1 : 0);
        return model.using(
                () -> Llama.llama_tokenize(pointer, utf8, utf8.length, tokens, tokens.length, special, parsed));
    }
}
