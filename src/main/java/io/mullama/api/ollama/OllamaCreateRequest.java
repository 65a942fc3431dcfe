package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;
import io.mullama.model.Digest;
import io.mullama.model.ModelRecipe;
import io.mullama.model.ModelRecipe.Parameter;
import io.mullama.model.ModelRecipe.Traits;
import io.mullama.model.ModelRecipe.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/create}. Immutable.
 *
 * @param from the model that the new one is made of; null where files are given, or a Modelfile says it
 * @param modelfile a whole Modelfile, as Ollama took it before version 0.5.5; null for none
 * @param files digests of what was uploaded, by the files' names
 * @param adapters the same of adapters
 */
public record OllamaCreateRequest(
        String model,
        @Nullable String from,
        @Nullable String modelfile,
        Map<String, Digest> files,
        Map<String, Digest> adapters,
        ModelRecipe recipe,
        @Nullable String quantize,
        boolean stream) {

    public static OllamaCreateRequest fromJson(Fields fields) {
        String type = fields.string("quantize");
        String old = fields.string("quantization");
        return new OllamaCreateRequest(
                NamedRequest.name(fields),
                text(fields, "from"),
                text(fields, "modelfile"),
                digests(fields, "files"),
                digests(fields, "adapters"),
                recipe(fields),
                type == null || type.isEmpty() ? (old == null || old.isEmpty() ? null : old) : type,
                fields.bool("stream", true));
    }

    private static ModelRecipe recipe(Fields fields) {
        List<Turn> messages = fields.objects(
                "messages",
                message -> new Turn(
                        message.requiredString("role"), Objects.requireNonNullElse(message.string("content"), "")));
        return new ModelRecipe(
                parameters(fields),
                text(fields, "template"),
                text(fields, "system"),
                messages == null ? List.of() : messages,
                licenses(fields),
                Traits.NONE);
    }

    /** Ollama's clients send empty texts for what is not there. */
    private static @Nullable String text(Fields fields, String name) {
        String text = fields.string(name);
        return text == null || text.isEmpty() ? null : text;
    }

    private static List<String> licenses(Fields fields) {
        List<String> licenses = fields.strings("license");
        return licenses == null
                ? List.of()
                : licenses.stream().filter(text -> !text.isEmpty()).toList();
    }

    private static List<Parameter> parameters(Fields fields) {
        List<Parameter> parameters = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : members(fields, "parameters")) {
            if (each.getValue().isArray()) {
                each.getValue().forEach(item -> parameters.add(new Parameter(each.getKey(), value(item))));
            } else if (!each.getValue().isNull()) {
                parameters.add(new Parameter(each.getKey(), value(each.getValue())));
            }
        }
        return parameters;
    }

    private static String value(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static Map<String, Digest> digests(Fields fields, String name) {
        Map<String, Digest> digests = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : members(fields, name)) {
            Digest digest = Digest.parse(each.getValue().asText(""))
                    .orElseThrow(
                            () -> fields.invalid(name, "must give each file a digest such as sha256: and 64 digits"));
            digests.put(each.getKey(), digest);
        }
        return digests;
    }

    private static List<Map.Entry<String, JsonNode>> members(Fields fields, String name) {
        JsonNode node = fields.node(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isObject()) {
            throw fields.invalid(name, "must be an object");
        }
        return List.copyOf(node.properties());
    }
}
