package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.ModelName;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/models/create}, which is answered in lines as a pull is. Immutable.
 *
 * @param modelfile its text
 * @param directory the folder that paths in it begin at, from the root; null where it has none
 * @param quantize the quantization that the model is to get; null to leave it as it is
 * @param token for the hub, where what it is made of has to be pulled
 */
public record CreateRequest(
        String name,
        String modelfile,
        @Nullable String directory,
        @Nullable String quantize,
        @Nullable String token) implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("name", name).put("modelfile", modelfile);
        if (directory != null) {
            json.put("directory", directory);
        }
        if (quantize != null) {
            json.put("quantize", quantize);
        }
        if (token != null) {
            json.put("token", token);
        }
        return json;
    }

    public static CreateRequest fromJson(Fields fields) {
        String name = fields.requiredString("name");
        ModelName unused = ModelName.parse("name", name);
        return new CreateRequest(
                name,
                fields.requiredString("modelfile"),
                fields.string("directory"),
                fields.string("quantize"),
                fields.string("token"));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "creation of " + name;
    }
}
