package io.mullama.server;

import io.mullama.api.ModelEntry;
import io.mullama.api.ModelList;
import io.mullama.config.Settings;
import io.mullama.engine.Engine;
import io.mullama.engine.Lease;
import io.mullama.engine.LoadOptions;
import io.mullama.engine.LoadedModel;
import io.mullama.engine.ModelRegistry;
import io.mullama.engine.ModelSource;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.store.ModelStore;
import io.mullama.store.StoredModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings the names in requests together with what is stored and what is loaded. Thread-safe. */
final class Models {
    private final ModelStore store;
    private final ModelRegistry registry;
    private final Settings settings;
    private final Function<ModelName, MullamaException> missing;

    /** {@code missing} words that a model is not here. */
    Models(ModelStore store, ModelRegistry registry, Settings settings, Function<ModelName, MullamaException> missing) {
        this.missing = missing;
        this.store = store;
        this.registry = registry;
        this.settings = settings;
    }

    /** The model that a request means: the one it names, the default one, or the only one loaded. */
    StoredModel find(@Nullable String requested) {
        String name = requested != null
                ? requested
                : defaultModel()
                        .orElseThrow(() -> new MullamaException(
                                ErrorCode.MODEL_REQUIRED,
                                "'model' is missing, and there is no default model",
                                "name one, or start the daemon with --model"));
        ModelName parsed = ModelName.parse(name);
        return store.find(parsed).orElseThrow(() -> missing.apply(parsed));
    }

    /**
     * Looks for the models that the daemon is to load at its start.
     *
     * @throws MullamaException if there is no such model
     */
    void requireConfigured() {
        settings.models().forEach(this::find);
    }

    /** Loads them, however long that takes. */
    void preload() {
        settings.models().stream()
                .map(name -> source(find(name)))
                .forEach(model -> registry.acquire(model, settings.keepAlive(), Optional.empty(), () -> false)
                        .close());
    }

    /** The first model that the daemon was started with, else the only one loaded. */
    Optional<String> defaultModel() {
        List<String> configured = settings.models();
        if (!configured.isEmpty()) {
            return Optional.of(ModelName.parse(configured.get(0)).text());
        }
        List<LoadedModel> loaded = registry.loaded();
        return loaded.size() == 1 ? Optional.of(loaded.get(0).alias()) : Optional.empty();
    }

    /** Loads the model if it is not; whoever has the lease keeps it so. */
    Lease acquire(StoredModel model, Optional<Duration> keepAlive, BooleanSupplier cancelled) {
        return registry.acquire(source(model), keepAlive, settings.loadTimeout(), cancelled);
    }

    private static ModelSource source(StoredModel model) {
        return new ModelSource(model.name(), model.file(), model.modified(), model.header(), LoadOptions.NONE);
    }

    int loadedCount() {
        return registry.loaded().size();
    }

    /** Bytes that the loaded models take, by estimate: weights, KV cache, and what they compute with. */
    long memoryUsed() {
        return registry.loaded().stream()
                .filter(model -> model.engine().isPresent())
                .mapToLong(model -> model.need().total())
                .sum();
    }

    /** What is loaded, then what could be. */
    ModelList list() {
        List<ModelEntry> entries = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (LoadedModel model : registry.loaded()) {
            seen.add(model.file());
            // A loaded model stays in the list when its file is deleted.
            entries.add(entry(model.source(), model));
        }
        for (StoredModel model : store.list()) {
            if (seen.add(model.file())) {
                entries.add(entry(source(model), null));
            }
        }
        return new ModelList(entries);
    }

    private ModelEntry entry(ModelSource model, @Nullable LoadedModel loaded) {
        Optional<Engine> engine = loaded == null ? Optional.empty() : loaded.engine();
        return new ModelEntry(
                model.alias(),
                model.file().toString(),
                model.header().parameterCount(),
                engine.map(Engine::contextSize).orElseGet(() -> contextSize(model)),
                engine.map(Engine::gpuLayers).orElse(0),
                defaultModel().equals(Optional.of(model.alias())),
                loaded == null ? 0 : loaded.users(),
                engine.isPresent(),
                model.header().fileSize(),
                model.header().quantization().orElse("unknown"),
                model.header().architecture().orElse("unknown"),
                "",
                model.modified(),
                loaded == null ? null : loaded.expiresAt());
    }

    private int contextSize(ModelSource model) {
        long trained = model.header().contextLength().orElse(Long.MAX_VALUE);
        return (int) Math.min(settings.contextSize(), trained);
    }
}
