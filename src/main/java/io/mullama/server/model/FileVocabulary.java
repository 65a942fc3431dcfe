package io.mullama.server.model;

import io.mullama.gguf.GgufException;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.gguf.GgufValue;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a model's vocabulary can be known without loading it: the tokens that are not ordinary text. Immutable.
 *
 * @param special their texts
 * @param fillsGaps whether there are tokens around a gap that is to be filled
 * @param beginOfSequence the text of the token that begins a text; empty for none
 * @param endOfSequence the text of the token that ends one; empty for none
 */
record FileVocabulary(Set<String> special, boolean fillsGaps, String beginOfSequence, String endOfSequence) {
    private static final System.Logger LOG = System.getLogger(FileVocabulary.class.getName());

    private static final String TOKENS = "tokenizer.ggml.tokens";
    private static final String TYPES = "tokenizer.ggml.token_type";

    /** Unknown, control, and added by the model's author, as {@code llama_token_type} numbers them. */
    private static final Set<Long> SPECIAL_TYPES = Set.of(2L, 3L, 4L);

    /** By which llama.cpp v0.4.0 finds the token before the middle where the metadata name none. */
    private static final Set<String> MIDDLES = Set.of(
            "<|fim_middle|>",
            "<fim-middle>",
            "<fim_middle>",
            "<｜fim▁end｜>",
            "<MID>",
            "▁<MID>",
            "<|code_middle|>",
            "<|middle|>");

    private static final List<String> MIDDLE_KEYS =
            List.of("tokenizer.ggml.fim_mid_token_id", "tokenizer.ggml.middle_token_id");

    /** Nothing, where the file cannot be read. */
    static FileVocabulary of(StoredModel model) {
        GgufHeader header = model.header();
        boolean named = MIDDLE_KEYS.stream().anyMatch(key -> header.integer(key).isPresent());
        try {
            return of(header, elements(model, TOKENS), elements(model, TYPES), named);
        } catch (IOException | GgufException e) {
            LOG.log(System.Logger.Level.WARNING, "the vocabulary of " + model.name() + " cannot be read: " + e);
            return new FileVocabulary(Set.of(), named, "", "");
        }
    }

    private static FileVocabulary of(
            GgufHeader header, List<GgufValue> tokens, List<GgufValue> types, boolean fillsGaps) {
        Set<String> special = new HashSet<>();
        boolean fills = fillsGaps;
        for (int i = 0; i < tokens.size(); i++) {
            String text = text(tokens, i);
            fills |= MIDDLES.contains(text);
            if (i < types.size()
                    && types.get(i) instanceof GgufValue.Whole type
                    && SPECIAL_TYPES.contains(type.value())) {
                special.add(text);
            }
        }
        return new FileVocabulary(
                Set.copyOf(special),
                fills,
                text(tokens, header.integer("tokenizer.ggml.bos_token_id").orElse(-1)),
                text(tokens, header.integer("tokenizer.ggml.eos_token_id").orElse(-1)));
    }

    private static String text(List<GgufValue> tokens, long index) {
        boolean there = index >= 0 && index < tokens.size();
        return there && tokens.get((int) index) instanceof GgufValue.Text text ? text.value() : "";
    }

    private static List<GgufValue> elements(StoredModel model, String key) throws IOException, GgufException {
        return model.header().metadata().get(key) instanceof GgufValue.Items items
                ? GgufReader.elements(model.file(), items, Integer.MAX_VALUE)
                : List.of();
    }

    boolean isSpecial(String text) {
        return special.contains(text);
    }
}
