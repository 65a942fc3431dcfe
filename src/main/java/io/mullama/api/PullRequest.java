package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.ModelName;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/models/pull}. Immutable.
 *
 * @param name an alias, or a repository
 * @param token for the hub, of the person who asks; null for the daemon's own
 */
public record PullRequest(
        String name, boolean stream, @Nullable String token) implements JsonBody {
    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("name", name).put("stream", stream);
        if (token != null) {
            json.put("token", token);
        }
        return json;
    }

    /** Takes {@code model} for {@code name}, as Ollama does. */
    public static PullRequest fromJson(Fields fields) {
        String model = fields.string("model");
        String name = model == null ? fields.requiredString("name") : model;
        ModelName unused = ModelName.parse(model == null ? "name" : "model", name);
        return new PullRequest(name, fields.bool("stream", false), fields.string("token"));
    }

    /** What is to be pulled. */
    public ModelName modelName() {
        return ModelName.parse(name);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "pull of " + name;
    }
}
