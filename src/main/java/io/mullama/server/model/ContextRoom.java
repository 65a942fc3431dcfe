package io.mullama.server.model;

import io.mullama.config.Settings;
import io.mullama.engine.ModelSource;
import org.jspecify.annotations.Nullable;

/** How many tokens a request may use of a model, and what to load for one that needs more. Immutable. */
record ContextRoom(Settings settings) {

    /** Tokens of a model that is loaded as its options have it. */
    int usual(ModelSource model) {
        return bounded(model.options().contextSize().orElse(settings.contextSize()), model);
    }

    /** What to load for a request that needs so many tokens; null for one that makes do with the usual ones. */
    ModelSource forRequest(ModelSource model, @Nullable Integer tokens) {
        int wanted = tokens == null ? 0 : bounded(tokens, model);
        return wanted > usual(model) ? model.withRoom(wanted) : model;
    }

    /** There are no more than the model was trained with, or than the KV cache has. */
    private int bounded(int tokens, ModelSource model) {
        long trained = model.header().contextLength().orElse(Long.MAX_VALUE);
        long cells = settings.kvSize() < 0 ? Long.MAX_VALUE : settings.kvSize();
        return (int) Math.min(tokens, Math.min(trained, cells));
    }
}
