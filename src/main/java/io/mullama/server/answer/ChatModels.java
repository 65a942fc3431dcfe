package io.mullama.server.answer;

import io.mullama.chat.SpecialTokens;
import io.mullama.chat.TemplateFamily;
import io.mullama.chat.turn.ChatModel;
import io.mullama.chat.turn.ModelTraits;
import io.mullama.engine.Engine;
import io.mullama.model.ModelRecipe.Traits;
import io.mullama.server.model.Recipes;
import io.mullama.store.StoredModel;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What is found out of loaded models' ways to chat, once for each. Thread-safe. */
final class ChatModels {
    private static final int MOST_RECIPES = 32;

    private final Clock clock;

    /** For as long as somebody holds the engine, which several names may share. */
    private final Map<Engine, Map<Recipe, ChatModel>> models = Collections.synchronizedMap(new WeakHashMap<>());

    /** What of a recipe makes a difference here. */
    private record Recipe(String model, Optional<String> template, Traits traits) {}

    /** The clock is for templates that write the date. */
    ChatModels(Clock clock) {
        this.clock = clock;
    }

    ChatModel of(StoredModel model, Engine engine) {
        Recipe recipe =
                new Recipe(model.name(), Recipes.template(model), model.recipe().traits());
        Map<Recipe, ChatModel> known = models.computeIfAbsent(engine, absent -> new ConcurrentHashMap<>());
        // Requests may bring templates of their own, each another one.
        if (known.size() >= MOST_RECIPES) {
            known.clear();
        }
        return known.computeIfAbsent(recipe, absent -> ChatModel.of(traits(model, recipe, engine), clock));
    }

    /** What lasts as long as the engine must not hold it. */
    private static Predicate<String> vocabulary(Engine engine) {
        WeakReference<Engine> held = new WeakReference<>(engine);
        return text -> {
            Engine there = held.get();
            return there != null && there.hasToken(text);
        };
    }

    private static ModelTraits traits(StoredModel model, Recipe recipe, Engine engine) {
        String names = model.name() + " " + model.header().name().orElse("");
        return new ModelTraits(
                model.name(),
                recipe.template(),
                new TemplateFamily.Hints(names, model.header().architecture().orElse(""), vocabulary(engine)),
                new SpecialTokens(engine.beginOfSequence(), engine.endOfSequence()),
                recipe.traits());
    }
}
