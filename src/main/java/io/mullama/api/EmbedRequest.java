package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/embeddings}. Immutable.
 *
 * @param model null for the daemon's default
 * @param input from 1 to {@value #MOST_INPUTS} texts, none of them empty
 * @param dimensions the numbers to keep of each vector; null for all
 * @param truncate whether an input over the context is cut rather than refused
 * @param keepAlive how long the model stays loaded afterwards; null for the daemon's setting
 */
public record EmbedRequest(
        @Nullable String model,
        List<String> input,
        @Nullable Integer dimensions,
        boolean truncate,
        @Nullable String keepAlive)
        implements JsonBody {

    /** So that one request cannot take all memory. */
    public static final int MOST_INPUTS = 2048;

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (model != null) {
            json.put("model", model);
        }
        ArrayNode list = json.putArray("input");
        input.forEach(list::add);
        if (dimensions != null) {
            json.put("dimensions", dimensions);
        }
        json.put("truncate", truncate);
        if (keepAlive != null) {
            json.put("keep_alive", keepAlive);
        }
        return json;
    }

    /** Takes Ollama's {@code prompt} where there is no {@code input}. */
    public static EmbedRequest fromJson(Fields fields) {
        String prompt = fields.has("input") ? null : fields.string("prompt");
        return new EmbedRequest(
                fields.string("model"),
                prompt != null ? List.of(prompt) : checked(fields, "input", fields.strings("input")),
                fields.integer("dimensions"),
                fields.bool("truncate", false),
                GenerationOptions.keepAlive(fields));
    }

    /** The texts of a field, if there are not too many, and none is empty. */
    static List<String> checked(Fields fields, String name, @Nullable List<String> texts) {
        if (texts == null) {
            throw fields.missing(name);
        }
        if (texts.isEmpty()) {
            throw fields.invalid(name, "must hold at least one text");
        }
        if (texts.size() > MOST_INPUTS) {
            throw fields.invalid(name, "must hold at most " + MOST_INPUTS + " texts, not " + texts.size());
        }
        int empty = texts.indexOf("");
        if (empty >= 0) {
            throw fields.invalid(fields.isText(name) ? name : name + "[" + empty + "]", "must not be empty");
        }
        return texts;
    }
}
