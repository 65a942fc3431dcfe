package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /api/models/NAME}: the contract's fields, then ours. Immutable.
 *
 * @param architecture the name of the model's class at Hugging Face: {@code LlamaForCausalLM}
 * @param text what the model's file and its Modelfile say in words
 * @param numbers what its file says in numbers
 * @param files what it is made of
 */
public record ModelDetails(
        ModelEntry entry,
        String architecture,
        Capabilities capabilities,
        Numbers numbers,
        Text text,
        List<String> files)
        implements JsonBody {

    /**
     * What it can do, as far as its files and its Modelfile tell; the first four are the contract's.
     *
     * @param vision whether it has a projector, which makes images into tokens
     * @param tools whether its template shows tools, and how it calls them is known
     * @param thinking whether its thoughts can be told from its answers
     * @param json whether it can be held to JSON
     * @param completion whether it generates text
     * @param embedding whether it is made for embeddings
     * @param insert whether it fills a gap between two texts
     * @param rerank whether it scores documents
     */
    public record Capabilities(
            boolean vision,
            boolean tools,
            boolean thinking,
            boolean json,
            boolean completion,
            boolean embedding,
            boolean insert,
            boolean rerank) {

        private void writeTo(ObjectNode json) {
            json.put("vision", vision)
                    .put("tools", tools)
                    .put("thinking", thinking)
                    .put("json", this.json)
                    .put("completion", completion)
                    .put("embedding", embedding)
                    .put("insert", insert)
                    .put("rerank", rerank);
        }

        private static Capabilities fromJson(Fields fields) {
            return new Capabilities(
                    fields.bool("vision", false),
                    fields.bool("tools", false),
                    fields.bool("thinking", false),
                    fields.bool("json", false),
                    fields.bool("completion", false),
                    fields.bool("embedding", false),
                    fields.bool("insert", false),
                    fields.bool("rerank", false));
        }
    }

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
        ObjectNode json = Json.object();
        entry.writeContract(json);
        json.put("architecture", architecture);
        put(json, "vocab_size", numbers.vocabularySize);
        capabilities.writeTo(json.putObject("capabilities"));
        entry.writeMore(json);
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
                Objects.requireNonNullElse(fields.string("architecture"), ""),
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
        return Capabilities.fromJson(fields == null ? new Fields(Json.object()) : fields);
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
