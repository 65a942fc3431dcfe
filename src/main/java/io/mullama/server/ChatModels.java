package io.mullama.server;

import io.mullama.chat.SpecialTokens;
import io.mullama.chat.TemplateFamily;
import io.mullama.chat.turn.ChatModel;
import io.mullama.chat.turn.ModelTraits;
import io.mullama.engine.Engine;
import io.mullama.model.ModelRecipe.Traits;
import io.mullama.store.StoredModel;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** What is found out of loaded models' ways to chat, once for each. Thread-safe. */
final class ChatModels {
    private final Clock clock;

    /** For as long as somebody holds the engine, which several names may share. */
    private final Map<Engine, Map<Recipe, ChatModel>> models = Collections.synchronizedMap(new WeakHashMap<>());

    /** What of a recipe makes a difference here. */
    private record Recipe(Optional<String> template, Traits traits) {}

    /** The clock is for templates that write the date. */
    ChatModels(Clock clock) {
        this.clock = clock;
    }

    ChatModel of(StoredModel model, Engine engine) {
        Recipe recipe = new Recipe(Recipes.template(model), model.recipe().traits());
        return models.computeIfAbsent(engine, absent -> new ConcurrentHashMap<>())
                .computeIfAbsent(recipe, absent -> ChatModel.of(traits(model, recipe, engine), clock));
    }

    private static ModelTraits traits(StoredModel model, Recipe recipe, Engine engine) {
        String names = model.name() + " " + model.header().name().orElse("");
        return new ModelTraits(
                model.name(),
                recipe.template(),
                new TemplateFamily.Hints(names, model.header().architecture().orElse(""), engine::hasToken),
                new SpecialTokens(engine.beginOfSequence(), engine.endOfSequence()),
                recipe.traits());
    }
}
