package io.mullama.cli.repl.session;

import io.mullama.api.AnswerFields;
import io.mullama.api.ChatSetup;
import io.mullama.api.GenerationOptions;
import io.mullama.api.ModelParameters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the conversation is held now. Immutable.
 *
 * @param base with the options that it began with
 * @param parameters what was set since, in the names and values of a Modelfile; before the base
 */
public record ChatSettings(ChatSetup base, Map<String, List<String>> parameters) {
    /** The parameter that no option of generation stands for. */
    public static final String CONTEXT_SIZE = "num_ctx";

    public ChatSettings {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Settings of which nothing was changed yet. */
    public ChatSettings(ChatSetup base) {
        this(base, Map.of());
    }

    /** A name, or an absolute path. */
    public String model() {
        return base.model();
    }

    /** Instructions that hold for all of the conversation; null for none. */
    public @Nullable String system() {
        return base.system();
    }

    public AnswerFields answer() {
        return base.answer();
    }

    public ChatSettings withModel(String other) {
        return with(new ChatSetup(other, system(), answer(), base.options(), base.contextSize()));
    }

    public ChatSettings withSystem(@Nullable String text) {
        return with(new ChatSetup(model(), text, answer(), base.options(), base.contextSize()));
    }

    public ChatSettings with(AnswerFields fields) {
        return with(new ChatSetup(model(), system(), fields, base.options(), base.contextSize()));
    }

    private ChatSettings with(ChatSetup other) {
        return new ChatSettings(other, parameters);
    }

    /** With a parameter; without values it is as the conversation began. */
    public ChatSettings with(String parameter, List<String> values) {
        Map<String, List<String>> changed = new LinkedHashMap<>(parameters);
        changed.remove(parameter);
        if (!values.isEmpty()) {
            changed.put(parameter, List.copyOf(values));
        }
        return new ChatSettings(base, changed);
    }

    /** What a request says. */
    public ChatSetup setup() {
        GenerationOptions options = GenerationOptions.DEFAULTS;
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            options = options.orElse(ModelParameters.of(parameter.getKey(), parameter.getValue()));
        }
        return new ChatSetup(model(), system(), answer(), options.orElse(base.options()), contextSize());
    }

    private @Nullable Integer contextSize() {
        List<String> values = parameters.get(CONTEXT_SIZE);
        return values == null ? base.contextSize() : Integer.valueOf(values.get(0));
    }
}
