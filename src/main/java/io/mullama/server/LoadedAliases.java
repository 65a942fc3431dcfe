package io.mullama.server;

import io.mullama.engine.LoadOptions;
import io.mullama.model.ModelName;
import io.mullama.store.StoredModel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How {@code POST /api/models/load} wants models that are loaded, until they are unloaded. Thread-safe. */
final class LoadedAliases {
    private record Wanted(StoredModel model, LoadOptions options) {}

    private final Map<String, Wanted> wanted = new ConcurrentHashMap<>();

    /** Lets a name stand for a model that is loaded so. */
    void put(StoredModel model, LoadOptions options) {
        wanted.put(ModelName.parse(model.name()).key(), new Wanted(model, options));
    }

    void remove(ModelName name) {
        wanted.remove(name.key());
    }

    Optional<StoredModel> model(ModelName name) {
        return Optional.ofNullable(wanted.get(name.key())).map(Wanted::model);
    }

    Optional<LoadOptions> options(String name) {
        return Optional.ofNullable(wanted.get(ModelName.parse(name).key())).map(Wanted::options);
    }
}
