package io.mullama.api.ollama;

import io.mullama.api.Fields;
import io.mullama.model.MullamaException;

/**
 * The body of a request that names a model: {@code POST /api/show}, {@code /api/pull} and {@code /api/push},
 * {@code DELETE /api/delete}. Immutable.
 *
 * @param stream whether its progress is told, unless the request says otherwise
 * @param verbose whether nothing is left out
 */
public record NamedRequest(String model, boolean stream, boolean verbose) {

    /** Reads it, with the fields that Ollama had once, and those that have no meaning here. */
    public static NamedRequest fromJson(Fields fields) {
        for (String vain : new String[] {"username", "password", "system", "template"}) {
            fields.string(vain);
        }
        fields.bool("insecure");
        fields.node("options");
        return new NamedRequest(name(fields), fields.bool("stream", true), fields.bool("verbose", false));
    }

    /** The model, by the field's name of now or of old. */
    static String name(Fields fields) {
        String model = fields.string("model");
        String old = fields.string("name");
        String name = model == null || model.isEmpty() ? old : model;
        if (name == null || name.isEmpty()) {
            throw MullamaException.invalidField("model", "model is required");
        }
        return name;
    }
}
