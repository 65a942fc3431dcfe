package io.mullama.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person has made of a model's files: how it is prompted and how it answers where a request does not say.
 * Immutable.
 *
 * @param parameters in the order in which they were given; some, such as {@code stop}, may occur several times
 * @param template the chat template that takes the place of the file's own: Jinja, or Go as Ollama has it
 * @param system the system prompt of conversations that bring none
 * @param messages that every conversation begins with
 * @param licenses whole texts, or their names
 */
public record ModelRecipe(
        List<Parameter> parameters,
        @Nullable String template,
        @Nullable String system,
        List<Turn> messages,
        List<String> licenses,
        Traits traits) {

    /** The recipe of a model that is used as its file is. */
    public static final ModelRecipe NONE = new ModelRecipe(List.of(), null, null, List.of(), List.of(), Traits.NONE);

    public ModelRecipe {
        parameters = List.copyOf(parameters);
        messages = List.copyOf(messages);
        licenses = List.copyOf(licenses);
    }

    /** An option of generation or loading by the name that Ollama gives it, {@code temperature}; the value as text. */
    public record Parameter(String name, String value) {}

    /** A message: {@code system}, {@code user} or {@code assistant}, and what that says. */
    public record Turn(String role, String content) {}

    /**
     * What is said of the model beside how it is prompted. Immutable.
     *
     * @param thinking how it marks its thoughts
     * @param toolFormat how it calls tools
     * @param capabilities such as {@code tools} and {@code vision}
     * @param gpuLayers -1 for as many as fit
     */
    public record Traits(
            @Nullable String author,
            @Nullable String thinking,
            @Nullable String toolFormat,
            List<String> capabilities,
            @Nullable Integer gpuLayers,
            @Nullable Boolean flashAttention) {

        /** Nothing said. */
        public static final Traits NONE = new Traits(null, null, null, List.of(), null, null);

        public Traits {
            capabilities = List.copyOf(capabilities);
        }

        /** {@code layersOpen}: no parameter says how many, which is the other way to say it. */
        private Traits over(Traits base, boolean layersOpen) {
            return new Traits(
                    author == null ? base.author : author,
                    thinking == null ? base.thinking : thinking,
                    toolFormat == null ? base.toolFormat : toolFormat,
                    capabilities.isEmpty() ? base.capabilities : capabilities,
                    gpuLayers == null && layersOpen ? base.gpuLayers : gpuLayers,
                    flashAttention == null ? base.flashAttention : flashAttention);
        }
    }

    /** This recipe for a model that has one already: what this one leaves open is as it was. */
    public ModelRecipe over(ModelRecipe base) {
        List<Parameter> all = new ArrayList<>();
        base.parameters.stream().filter(each -> values(each.name()).isEmpty()).forEach(all::add);
        all.addAll(parameters);
        List<String> texts = new ArrayList<>(base.licenses);
        texts.addAll(licenses);
        return new ModelRecipe(
                all,
                template == null ? base.template : template,
                system == null ? base.system : system,
                messages.isEmpty() ? base.messages : messages,
                texts,
                traits.over(base.traits, values("num_gpu").isEmpty()));
    }

    /** The values of a parameter, of which the last one counts where it has one value. */
    public List<String> values(String parameter) {
        return parameters.stream()
                .filter(each -> each.name().equals(parameter))
                .map(Parameter::value)
                .toList();
    }
}
