package io.mullama.cli.repl.session;

import io.mullama.api.AnswerFields;
import io.mullama.api.GenerationOptions;
import io.mullama.api.ModelParameters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon is asked to answer with. Immutable.
 *
 * @param model a name, or an absolute path
 * @param system instructions that hold for all of the conversation
 * @param base the options that it began with
 * @param parameters what was set since, in the names and values of a Modelfile; before the base
 */
public record ChatSettings(
        String model,
        @Nullable String system,
        AnswerFields answer,
        GenerationOptions base,
        Map<String, List<String>> parameters) {
    /** The parameter that no option of a request stands for. */
    public static final String CONTEXT_SIZE = "num_ctx";

    public ChatSettings {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Settings of which nothing was changed yet. */
    public ChatSettings(String model, @Nullable String system, AnswerFields answer, GenerationOptions base) {
        this(model, system, answer, base, Map.of());
    }

    public ChatSettings withModel(String other) {
        return new ChatSettings(other, system, answer, base, parameters);
    }

    public ChatSettings withSystem(@Nullable String text) {
        return new ChatSettings(model, text, answer, base, parameters);
    }

    public ChatSettings with(AnswerFields fields) {
        return new ChatSettings(model, system, fields, base, parameters);
    }

    /** With a parameter; without values it is as the conversation began. */
    public ChatSettings with(String parameter, List<String> values) {
        Map<String, List<String>> changed = new LinkedHashMap<>(parameters);
        changed.remove(parameter);
        if (!values.isEmpty()) {
            changed.put(parameter, List.copyOf(values));
        }
        return new ChatSettings(model, system, answer, base, changed);
    }

    /** The options of a request. */
    public GenerationOptions options() {
        GenerationOptions options = GenerationOptions.DEFAULTS;
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            options = options.orElse(ModelParameters.of(parameter.getKey(), parameter.getValue()));
        }
        return options.orElse(base);
    }

    /** Tokens that the model is to have room for; null for what it has. */
    public @Nullable Integer contextSize() {
        List<String> values = parameters.get(CONTEXT_SIZE);
        return values == null ? null : Integer.valueOf(values.get(0));
    }
}
