package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/tokenize}. Immutable.
 *
 * @param model null for the daemon's default
 * @param text may be empty
 * @param addSpecial whether the tokens with which the model's texts begin and end are added
 * @param parseSpecial whether {@code <|im_end|>} is one control token, as in a template, or ten characters
 * @param withPieces whether the answer says what each token stands for
 * @param keepAlive how long the model stays loaded afterwards; null for the daemon's setting
 */
public record TokenizeRequest(
        @Nullable String model,
        String text,
        boolean addSpecial,
        boolean parseSpecial,
        boolean withPieces,
        @Nullable String keepAlive)
        implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (model != null) {
            json.put("model", model);
        }
        json.put("text", text)
                .put("add_special", addSpecial)
                .put("parse_special", parseSpecial)
                .put("with_pieces", withPieces);
        if (keepAlive != null) {
            json.put("keep_alive", keepAlive);
        }
        return json;
    }

    /** Takes {@code content} for {@code text}, as llama-server does. */
    public static TokenizeRequest fromJson(Fields fields) {
        String text = fields.string("text");
        String content = fields.string("content");
        if (text == null && content == null) {
            throw fields.missing("text");
        }
        return new TokenizeRequest(
                fields.string("model"),
                text == null ? String.valueOf(content) : text,
                fields.bool("add_special", false),
                fields.bool("parse_special", true),
                fields.bool("with_pieces", false),
                GenerationOptions.keepAlive(fields));
    }
}
