package io.mullama.server.model;

import io.mullama.api.GenerationOptions;
import io.mullama.api.ModelParameters;
import io.mullama.chat.Message;
import io.mullama.engine.Adapter;
import io.mullama.engine.LoadOptions;
import io.mullama.model.ModelRecipe;
import io.mullama.store.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the recipe of a model changes in its loading, its prompts and its answers. Stateless. */
public final class Recipes {
    private Recipes() {}

    /** How it is loaded. */
    static LoadOptions loading(StoredModel model) {
        List<Adapter> adapters = model.files().adapters().stream()
                .map(adapter -> new Adapter(adapter.file(), adapter.scale()))
                .toList();
        ModelRecipe.Traits traits = model.recipe().traits();
        OptionalInt layers =
                traits.gpuLayers() == null ? last(model.recipe(), "num_gpu") : OptionalInt.of(traits.gpuLayers());
        return new LoadOptions(
                adapters, layers, last(model.recipe(), "num_ctx"), Optional.ofNullable(traits.flashAttention()));
    }

    /** A request's options, and what they leave open as the recipe has it. */
    public static GenerationOptions complete(GenerationOptions asked, ModelRecipe recipe) {
        return recipe.parameters().isEmpty() ? asked : asked.orElse(ModelParameters.of(recipe));
    }

    /**
     * A conversation behind the messages that all with this model begin with, and its system prompt unless it has one.
     * One of its own that comes first stays so: many templates have it nowhere else.
     */
    public static List<Message> conversation(ModelRecipe recipe, List<Message> messages) {
        int first = !messages.isEmpty() && isSystem(messages.get(0)) ? 1 : 0;
        List<Message> all = new ArrayList<>(messages.subList(0, first));
        recipe.messages().forEach(turn -> all.add(new Message(turn.role(), turn.content())));
        all.addAll(messages.subList(first, messages.size()));
        // An empty one says that there is to be none.
        if (recipe.system() != null
                && !recipe.system().isEmpty()
                && all.stream().noneMatch(Recipes::isSystem)) {
            all.add(0, Message.system(recipe.system()));
        }
        return all;
    }

    private static boolean isSystem(Message message) {
        return message.role().equals("system");
    }

    /** The template that words its prompts, if it has one. */
    public static Optional<String> template(StoredModel model) {
        return Optional.ofNullable(model.recipe().template())
                .or(() -> model.header().chatTemplate());
    }

    private static OptionalInt last(ModelRecipe recipe, String parameter) {
        List<String> values = recipe.values(parameter);
        try {
            return values.isEmpty()
                    ? OptionalInt.empty()
                    : OptionalInt.of(Integer.parseInt(values.get(values.size() - 1)));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
