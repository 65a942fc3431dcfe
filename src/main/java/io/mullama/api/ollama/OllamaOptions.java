package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.ContextSizeField;
import io.mullama.api.Fields;
import io.mullama.api.GenerationOptions;
import io.mullama.api.LogprobFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request's {@code options} object asks for, in Ollama's names. Immutable.
 *
 * @param contextSize tokens that the request needs room for; null for what there is
 */
public record OllamaOptions(
        GenerationOptions generation, @Nullable Integer contextSize) {

    /** Nothing asked for. */
    public static final OllamaOptions NONE = new OllamaOptions(GenerationOptions.DEFAULTS, null);

    /** What Ollama has and this program decides by itself, or has no use for. */
    private static final List<String> VAIN_WHOLES =
            List.of("num_keep", "num_batch", "num_gpu", "main_gpu", "num_thread", "num_gqa", "draft_num_predict");

    private static final List<String> VAIN_FLAGS = List.of(
            "use_mmap",
            "use_mlock",
            "numa",
            "low_vram",
            "f16_kv",
            "logits_all",
            "vocab_only",
            "embedding_only",
            "penalize_newline");

    private static final List<String> VAIN_NUMBERS = List.of("tfs_z", "rope_frequency_base", "rope_frequency_scale");

    /** The options of a request; none where it has none. */
    public static OllamaOptions read(Fields request) {
        Integer flat = ContextSizeField.read(request);
        Fields fields = request.object("options");
        if (fields == null) {
            return flat == null ? NONE : new OllamaOptions(GenerationOptions.DEFAULTS, flat);
        }
        passOver(fields);
        GenerationOptions options = GenerationOptions.fromJson(fields, LogprobFields.NONE);
        Integer most = fields.integer("num_predict");
        Integer nested = ContextSizeField.read(fields);
        return new OllamaOptions(
                // Ollama's -2 fills the context, as -1 does here.
                most == null ? options : options.withMaxTokens(Math.max(most, -1)), flat == null ? nested : flat);
    }

    /**
     * Tokens that a request for vectors needs room for, null for what there is; what else its options ask for is about
     * generating, and stays unread.
     */
    public static @Nullable Integer contextSizeForVectors(Fields request) {
        Integer flat = ContextSizeField.read(request);
        Fields fields = request.object("options");
        if (fields == null) {
            return flat;
        }
        passOver(fields);
        Integer nested = ContextSizeField.read(fields);
        return flat == null ? nested : flat;
    }

    private static void passOver(Fields fields) {
        VAIN_WHOLES.forEach(fields::integer);
        VAIN_FLAGS.forEach(fields::bool);
        VAIN_NUMBERS.forEach(fields::number);
    }

    /** A request's own options, and what they leave open as these have it. */
    public GenerationOptions under(GenerationOptions flat) {
        return flat.orElse(generation);
    }

    /** Whether a field is an empty text or an empty list, by which a model is loaded and nothing asked of it. */
    public static boolean isEmpty(Fields request, String name) {
        JsonNode value = request.node(name);
        return value != null && (value.isTextual() ? value.textValue().isEmpty() : value.isArray() && value.isEmpty());
    }
}
