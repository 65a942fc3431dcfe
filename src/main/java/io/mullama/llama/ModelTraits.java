package io.mullama.llama;

import com.sun.jna.Pointer;
import io.mullama.llama.binding.Llama;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model was made for, as its metadata and its architecture say. Immutable.
 *
 * @param causal whether a token sees only those before it, so that a text can be computed in parts
 * @param encoder whether it has an encoder alone, which computes outside of any memory
 * @param decoder whether it has the part that continues a text
 * @param recurrent whether its memory is a state for each sequence, which is large, rather than cells
 * @param pooling as the metadata says; empty where it says nothing
 */
public record ModelTraits(
        String architecture,
        boolean causal,
        boolean encoder,
        boolean decoder,
        boolean recurrent,
        Optional<Pooling> pooling) {

    /** Those that {@code llama_model::create_memory} gives none, whatever their metadata say. */
    private static final Set<String> WITHOUT_MEMORY = Set.of(
            "bert",
            "jina-bert-v2",
            "jina-bert-v3",
            "nomic-bert",
            "nomic-bert-moe",
            "neo-bert",
            "eurobert",
            "modern-bert",
            "gemma-embedding",
            "wavtokenizer-dec",
            "dream",
            "llada",
            "llada-moe",
            "rnd1");

    static ModelTraits of(Pointer model) {
        String architecture = metadata(model, "general.architecture").orElse("");
        boolean causal = !WITHOUT_MEMORY.contains(architecture)
                && metadata(model, architecture + ".attention.causal")
                        .map("true"::equals)
                        .orElse(true);
        return new ModelTraits(
                architecture,
                causal,
                Llama.llama_model_has_encoder(model) != 0,
                Llama.llama_model_has_decoder(model) != 0,
                Llama.llama_model_is_recurrent(model) != 0 || Llama.llama_model_is_hybrid(model) != 0,
                metadata(model, architecture + ".pooling_type").flatMap(Pooling::of));
    }

    /**
     * Whether it was made to continue a text. A model with a pooling of its own was trained for embeddings or scores,
     * even where the architecture is one that others generate with.
     */
    public boolean generates() {
        return decoder && !encoder && causal && pooling.orElse(Pooling.NONE) == Pooling.NONE;
    }

    /** Whether it is an encoder and a decoder, which neither generate nor embed here. */
    public boolean isEncoderDecoder() {
        return encoder && decoder;
    }

    /** A value of the metadata as text; none for lists. */
    static Optional<String> metadata(Pointer model, String key) {
        byte[] buffer = new byte[128];
        int length = Llama.llama_model_meta_val_str(model, key, buffer, buffer.length);
        if (length >= buffer.length) {
            buffer = new byte[length + 1];
            length = Llama.llama_model_meta_val_str(model, key, buffer, buffer.length);
        }
        return length < 0 ? Optional.empty() : Optional.of(new String(buffer, 0, length, StandardCharsets.UTF_8));
    }

    /** The template that reranking models bring, with {@code {query}} and {@code {document}} in it. */
    static Optional<String> rerankTemplate(Pointer model) {
        @Nullable Pointer template = Llama.llama_model_chat_template(model, "rerank");
        return Optional.ofNullable(template).map(text -> text.getString(0, StandardCharsets.UTF_8.name()));
    }
}
