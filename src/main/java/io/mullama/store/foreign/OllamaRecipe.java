package io.mullama.store.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.model.ModelRecipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a recipe together from the texts that Ollama keeps beside a model's weights. For one thread. */
final class OllamaRecipe {
    private final List<ModelRecipe.Parameter> parameters = new ArrayList<>();
    private final List<ModelRecipe.Turn> messages = new ArrayList<>();
    private final List<String> licenses = new ArrayList<>();
    private @Nullable String template;
    private @Nullable String system;

    private OllamaRecipe() {}

    /**
     * Reads the texts of all layers.
     *
     * @throws IOException if one is missing or damaged: without it the model would answer otherwise
     */
    static ModelRecipe read(OllamaBlobs blobs, OllamaManifest manifest) throws IOException {
        OllamaRecipe recipe = new OllamaRecipe();
        for (OllamaManifest.Layer layer : manifest.layers()) {
            recipe.add(blobs, layer);
        }
        return new ModelRecipe(
                recipe.parameters,
                recipe.template,
                recipe.system,
                recipe.messages,
                recipe.licenses,
                ModelRecipe.Traits.NONE);
    }

    private void add(OllamaBlobs blobs, OllamaManifest.Layer layer) throws IOException {
        switch (layer.type()) {
            case "template", "prompt" -> template = blobs.text(layer.digest());
            case "system" -> system = blobs.text(layer.digest());
            case "license" -> licenses.add(blobs.text(layer.digest()));
            case "params" -> addParameters(blobs.json(layer.digest()));
            case "messages" -> addMessages(blobs.json(layer.digest()));
            default -> {
                // What llama.cpp opens, and what is of no use to it.
            }
        }
    }

    /** Lists repeat the parameter, as they do in a Modelfile. */
    private void addParameters(JsonNode values) throws IOException {
        if (!values.isObject()) {
            throw new IOException("its parameters are no JSON object");
        }
        values.properties().forEach(field -> {
            Iterable<JsonNode> each = field.getValue().isArray() ? field.getValue() : List.of(field.getValue());
            for (JsonNode value : each) {
                if (value.isValueNode() && !value.isNull()) {
                    parameters.add(new ModelRecipe.Parameter(field.getKey(), value.asText()));
                }
            }
        });
    }

    private void addMessages(JsonNode turns) throws IOException {
        if (!turns.isArray()) {
            throw new IOException("its messages are no JSON list");
        }
        for (JsonNode turn : turns) {
            messages.add(new ModelRecipe.Turn(
                    turn.path("role").asText(), turn.path("content").asText()));
        }
    }
}
