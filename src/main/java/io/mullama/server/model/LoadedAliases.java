package io.mullama.server.model;

import io.mullama.engine.LoadOptions;
import io.mullama.model.ModelName;
import io.mullama.store.StoredModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** What {@code POST /api/models/load} says of names, until they are unloaded or deleted. Thread-safe. */
public final class LoadedAliases {
    /**
     * What is said of one name. Immutable.
     *
     * @param model what goes by it; empty for what goes by it anyway, which may be made anew in the meantime
     * @param gpuLayers empty for the model's own
     * @param contextSize empty for the model's own
     */
    public record Loading(Optional<StoredModel> model, OptionalInt gpuLayers, OptionalInt contextSize) {
        private LoadOptions over(LoadOptions own) {
            return new LoadOptions(
                    own.adapters(),
                    gpuLayers.isPresent() ? gpuLayers : own.gpuLayers(),
                    contextSize.isPresent() ? contextSize : own.contextSize(),
                    own.flashAttention());
        }
    }

    private final Map<String, Loading> loadings = new ConcurrentHashMap<>();

    public void put(ModelName name, Loading loading) {
        loadings.put(name.key(), loading);
    }

    /** Forgets what was said of a name; whether there was anything. */
    boolean remove(ModelName name) {
        return loadings.remove(name.key()) != null;
    }

    /** The model that a name was given to. */
    public Optional<StoredModel> model(ModelName name) {
        return Optional.ofNullable(loadings.get(name.key())).flatMap(Loading::model);
    }

    /** All that names were given to. */
    List<StoredModel> models() {
        return loadings.values().stream()
                .flatMap(loading -> loading.model().stream())
                .toList();
    }

    /** How the model of that name is loaded, whose own options these are. */
    LoadOptions options(String name, LoadOptions own) {
        Loading loading = loadings.get(ModelName.parse(name).key());
        return loading == null ? own : loading.over(own);
    }
}
