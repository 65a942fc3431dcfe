package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.api.ModelDetails;
import io.mullama.model.ModelRecipe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /api/show}. Immutable.
 *
 * @param info the file's metadata by its keys: numbers, texts, truth values and lists of them
 * @param tensors empty unless they were asked for
 */
public record ShownModel(
        ModelDetails.Text text,
        OllamaDetails details,
        ModelRecipe recipe,
        Map<String, Object> info,
        List<Tensor> tensors,
        List<String> capabilities,
        Instant modifiedAt)
        implements JsonBody {

    /** A tensor, its type by ggml's name. */
    public record Tensor(String name, String type, List<Long> shape) {
        private ObjectNode toJson() {
            ObjectNode json = Json.object().put("name", name).put("type", type);
            ArrayNode sizes = json.putArray("shape");
            shape.forEach(sizes::add);
            return json;
        }
    }

    public ShownModel {
        tensors = List.copyOf(tensors);
        capabilities = List.copyOf(capabilities);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        put(json, "license", text.license());
        json.put("modelfile", text.modelfile());
        put(json, "parameters", parameters());
        put(json, "template", text.template());
        put(json, "system", text.system());
        json.set("details", details.toJson());
        if (!recipe.messages().isEmpty()) {
            ArrayNode messages = json.putArray("messages");
            recipe.messages()
                    .forEach(turn ->
                            messages.addObject().put("role", turn.role()).put("content", turn.content()));
        }
        ObjectNode metadata = json.putObject("model_info");
        info.forEach((name, value) -> metadata.set(name, Json.node(value)));
        if (!tensors.isEmpty()) {
            ArrayNode list = json.putArray("tensors");
            tensors.forEach(tensor -> list.add(tensor.toJson()));
        }
        ArrayNode list = json.putArray("capabilities");
        capabilities.forEach(list::add);
        return json.put("modified_at", modifiedAt.toString());
    }

    /** One a line, its value from the thirty-second column on, texts in quotes. */
    private String parameters() {
        return recipe.parameters().stream()
                .map(each -> String.format("%-30s %s", each.name(), worded(each)))
                .collect(Collectors.joining("\n"));
    }

    private static String worded(ModelRecipe.Parameter parameter) {
        return parameter.name().equals("stop")
                ? Json.text(Json.object().textNode(parameter.value()))
                : parameter.value();
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            json.put(name, value);
        }
    }
}
