package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /api/models/NAME}: the contract's fields, then ours. Immutable.
 *
 * @param text what the model's file and its Modelfile say in words
 * @param numbers what its file says in numbers
 * @param files what it is made of
 */
public record ModelDetails(ModelEntry entry, Capabilities capabilities, Numbers numbers, Text text, List<String> files)
        implements JsonBody {

    /** What it can do, as far as its file tells. */
    public record Capabilities(boolean vision, boolean tools, boolean thinking, boolean json) {}

    /**
     * Sizes.
     *
     * @param vocabularySize tokens that it knows
     * @param contextLength tokens that it was trained with
     * @param embeddingLength numbers that a token becomes
     */
    public record Numbers(
            @Nullable Long vocabularySize,
            @Nullable Long contextLength,
            @Nullable Long embeddingLength) {}

    /**
     * Texts; null where there is none.
     *
     * @param modelfile a Modelfile that makes the same model again
     * @param options the Modelfile's parameters, each {@code name value}
     * @param repository where it was pulled from, with its commit behind an at-sign
     */
    public record Text(
            String modelfile,
            @Nullable String template,
            @Nullable String system,
            List<String> options,
            @Nullable String license,
            @Nullable String repository) {
        public Text {
            options = List.copyOf(options);
        }
    }

    public ModelDetails {
        files = List.copyOf(files);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = entry.toJson();
        put(json, "vocab_size", numbers.vocabularySize);
        json.putObject("capabilities")
                .put("vision", capabilities.vision)
                .put("tools", capabilities.tools)
                .put("thinking", capabilities.thinking)
                .put("json", capabilities.json);
        put(json, "context_length", numbers.contextLength);
        put(json, "embedding_length", numbers.embeddingLength);
        put(json, "license", text.license);
        put(json, "repository", text.repository);
        put(json, "template", text.template);
        put(json, "system", text.system);
        ArrayNode options = json.putArray("options");
        text.options.forEach(options::add);
        json.put("modelfile", text.modelfile);
        ArrayNode list = json.putArray("files");
        files.forEach(list::add);
        return json;
    }

    public static ModelDetails fromJson(Fields fields) {
        return new ModelDetails(
                ModelEntry.fromJson(fields),
                capabilities(fields.object("capabilities")),
                new Numbers(
                        fields.longInteger("vocab_size"),
                        fields.longInteger("context_length"),
                        fields.longInteger("embedding_length")),
                new Text(
                        Objects.requireNonNullElse(fields.string("modelfile"), ""),
                        fields.string("template"),
                        fields.string("system"),
                        Objects.requireNonNullElse(fields.strings("options"), List.of()),
                        fields.string("license"),
                        fields.string("repository")),
                Objects.requireNonNullElse(fields.strings("files"), List.of()));
    }

    private static Capabilities capabilities(@Nullable Fields fields) {
        return fields == null
                ? new Capabilities(false, false, false, false)
                : new Capabilities(
                        fields.bool("vision", false),
                        fields.bool("tools", false),
                        fields.bool("thinking", false),
                        fields.bool("json", false));
    }

    private static void put(ObjectNode json, String name, @Nullable Long value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
