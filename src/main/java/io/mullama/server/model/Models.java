package io.mullama.server.model;

import io.mullama.api.ModelDetails.Capabilities;
import io.mullama.api.ModelEntry;
import io.mullama.api.ModelList;
import io.mullama.config.Settings;
import io.mullama.engine.Lease;
import io.mullama.engine.LoadOptions;
import io.mullama.engine.LoadedModel;
import io.mullama.engine.ModelRegistry;
import io.mullama.engine.ModelSource;
import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.store.Manifest;
import io.mullama.store.ModelStore;
import io.mullama.store.StoredModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings the names in requests together with what is stored and what is loaded. Thread-safe. */
public final class Models {
    private final ModelStore store;
    private final ModelRegistry registry;
    private final Settings settings;
    private final Function<ModelName, StoredModel> finder;
    private final ModelCapabilities capabilities = new ModelCapabilities();
    private final LoadedAliases aliases = new LoadedAliases();
    private final LoadFailures failures = new LoadFailures();
    private final ContextRoom contexts;
    private final ModelEntries wording;
    private volatile @Nullable String chosenDefault;

    /** {@code finder} finds the model of a name, or words that it is not here. */
    public Models(
            ModelStore store, ModelRegistry registry, Settings settings, Function<ModelName, StoredModel> finder) {
        this.store = store;
        this.registry = registry;
        this.settings = settings;
        this.contexts = new ContextRoom(settings);
        this.wording = new ModelEntries(contexts, aliases, store);
        this.finder = finder;
    }

    /** The model that a request means: the one it names, the default one, or the only one loaded. */
    public StoredModel find(@Nullable String requested) {
        String name = requested != null
                ? requested
                : defaultModel()
                        .orElseThrow(() -> new MullamaException(
                                        ErrorCode.MODEL_REQUIRED,
                                        "'model' is missing, and there is no default model",
                                        "name one, or start the daemon with --model")
                                .about("model"));
        ModelName parsed = ModelName.parse(name);
        return aliases.model(parsed).orElseGet(() -> finder.apply(parsed));
    }

    /** Loads a model, however long that takes. */
    void load(String name) {
        registry.acquire(source(find(name)), settings.keepAlive(), Optional.empty(), () -> false)
                .close();
    }

    /** The one that was chosen last, else the first that the daemon was started with, else the only one loaded. */
    public Optional<String> defaultModel() {
        String chosen = chosenDefault;
        if (chosen != null) {
            return Optional.of(chosen);
        }
        List<String> configured = settings.models();
        if (!configured.isEmpty()) {
            return Optional.of(ModelName.parse(configured.get(0)).text());
        }
        List<LoadedModel> loaded = registry.loaded();
        return loaded.size() == 1 ? Optional.of(loaded.get(0).alias()) : Optional.empty();
    }

    /** Makes a model the one that requests mean which name none. */
    public void setDefault(String name) {
        chosenDefault = ModelName.parse(name).text();
    }

    /**
     * Takes back what was said of a name as its model was loaded by hand.
     *
     * @return whether there was anything
     */
    public boolean forget(ModelName name) {
        boolean given = aliases.remove(name);
        if (name.text().equals(chosenDefault) && !isKnown(name)) {
            chosenDefault = null;
        }
        return given;
    }

    private boolean isKnown(ModelName name) {
        try {
            StoredModel unused = finder.apply(name);
            return true;
        } catch (MullamaException e) {
            return false;
        }
    }

    /** What was said of names as their models were loaded by hand. */
    public LoadedAliases aliases() {
        return aliases;
    }

    LoadFailures failures() {
        return failures;
    }

    /** What the model's file has to be; empty where any content will do, for a model in parts, and one that is gone. */
    public Optional<Digest> digest(StoredModel model) {
        if (model.files().parts().size() > 1) {
            return Optional.empty();
        }
        try {
            return store.manifestOf(model).files(Manifest.Role.MODEL).get(0).digest();
        } catch (MullamaException e) {
            // Its file is gone; it may be in memory yet.
            return Optional.empty();
        }
    }

    /** Loads the model if it is not; whoever has the lease keeps it so. */
    public Lease acquire(StoredModel model, Optional<Duration> keepAlive, BooleanSupplier cancelled) {
        return acquire(model, null, keepAlive, cancelled);
    }

    /** The same with room for so many tokens, as far as there can be; null for the usual room. */
    public Lease acquire(
            StoredModel model, @Nullable Integer room, Optional<Duration> keepAlive, BooleanSupplier cancelled) {
        ModelSource source = contexts.forRequest(source(model), room);
        try {
            Lease lease = ModelErrors.naming(
                    model, () -> registry.acquire(source, keepAlive, settings.loadTimeout(), cancelled));
            failures.forget(model.name());
            return lease;
        } catch (MullamaException e) {
            throw e.code() == ErrorCode.MODEL_LOAD_FAILED && Files.notExists(model.file()) ? replaced(model, e) : e;
        }
    }

    /** Why a model could not be loaded that was deleted or made anew while it was waited for. */
    private MullamaException replaced(StoredModel model, MullamaException cause) {
        StoredModel now = find(model.name());
        return now.file().equals(model.file())
                ? cause
                : new MullamaException(
                                ErrorCode.OVERLOADED,
                                "Model '" + model.name() + "' was made anew while it was waited for",
                                "ask again")
                        .causedBy(cause);
    }

    /** What the registry loads for a model. */
    ModelSource source(StoredModel model) {
        LoadOptions options = aliases.options(model.name(), Recipes.loading(model));
        return new ModelSource(model.name(), model.file(), model.modified(), model.header(), options);
    }

    /** The loaded model that requests for this one use, if it was loaded by this name, too. */
    public Optional<LoadedModel> loaded(StoredModel model) {
        ModelSource source = source(model);
        return registry.loaded().stream()
                .filter(each -> each.source().isSameAs(source) && each.isCalled(ModelName.parse(model.name())))
                .findFirst();
    }

    /** The loaded model that was loaded by that name. */
    public Optional<LoadedModel> loadedAs(ModelName name) {
        return registry.loaded().stream().filter(model -> model.isCalled(name)).findFirst();
    }

    /**
     * Takes a name from what is loaded, unloads what has no other name, and waits until that is done.
     *
     * @return what had it
     */
    public List<LoadedModel> unload(ModelName name, BooleanSupplier cancelled) {
        List<LoadedModel> had = registry.unload(name);
        // Those with another name stay.
        List<LoadedModel> gone = had.stream().filter(LoadedModel::isGoing).toList();
        registry.awaitUnloaded(gone::contains, settings.loadTimeout(), cancelled);
        return had;
    }

    /** The same, and unloads what uses one of these files. */
    public void unload(ModelName name, Set<Path> files, BooleanSupplier cancelled) {
        List<LoadedModel> unusedHad = unload(name, cancelled);
        unload(
                model -> files.contains(model.file())
                        || model.source().options().adapters().stream().anyMatch(each -> files.contains(each.file())),
                cancelled);
    }

    /** Unloads a model under all of its names, and waits until that is done. */
    public void unloadWholly(StoredModel model, BooleanSupplier cancelled) {
        ModelSource source = source(model);
        unload(loaded -> loaded.source().isSameAs(source), cancelled);
    }

    /** Unloads models as soon as their answers are done, and waits for that. */
    private void unload(Predicate<LoadedModel> which, BooleanSupplier cancelled) {
        boolean unused = registry.unload(which);
        registry.awaitUnloaded(which, settings.loadTimeout(), cancelled);
    }

    /** What is loaded or being loaded, in the order of loading. */
    public List<LoadedModel> loaded() {
        return registry.loaded();
    }

    /**
     * What is on this machine, by names that differ.
     *
     * @param all whether that of other tools, too
     */
    public List<StoredModel> stored(boolean all) {
        Stream<StoredModel> ours = Stream.concat(aliases.models().stream(), store.list().stream());
        Stream<StoredModel> found = all ? Stream.concat(ours, store.listElsewhere().stream()) : ours;
        Set<String> seen = new HashSet<>();
        return found.filter(model -> seen.add(model.name())).toList();
    }

    /** What takes memory: what is loaded or being loaded, then what is being unloaded. */
    public List<LoadedModel> present() {
        List<LoadedModel> loaded = registry.loaded();
        // Only then, so that none is overlooked.
        return Stream.concat(loaded.stream(), registry.going().stream())
                .distinct()
                .toList();
    }

    /** Bytes that the loaded models take, by estimate: weights, KV cache, and what they compute with. */
    public long memoryUsed() {
        return present().stream()
                .filter(model -> model.engine().isPresent())
                .mapToLong(model -> model.need().total())
                .sum();
    }

    /**
     * What is loaded, then what could be.
     *
     * @param all whether those of other tools, too
     */
    public ModelList list(boolean all) {
        List<ModelEntry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (LoadedModel model : present()) {
            // A loaded model stays in the list when its file is deleted.
            model.names().stream()
                    .filter(seen::add)
                    .forEach(name -> entries.add(entry(model.source().named(name), wording.origin(name), model)));
        }
        stored(all).stream().filter(model -> seen.add(model.name())).forEach(model -> entries.add(entry(model)));
        return new ModelList(entries);
    }

    /** A model as it is listed. */
    ModelEntry entry(StoredModel model) {
        return entry(
                source(model),
                model.origin().text(),
                loaded(model).or(() -> going(model)).orElse(null));
    }

    private Optional<LoadedModel> going(StoredModel model) {
        ModelName name = ModelName.parse(model.name());
        return registry.going().stream().filter(each -> each.isCalled(name)).findFirst();
    }

    /** What a model can do. */
    public Capabilities capabilities(StoredModel model) {
        return capabilities.of(model);
    }

    private ModelEntry entry(ModelSource model, String origin, @Nullable LoadedModel loaded) {
        return wording.of(model, origin, loaded, defaultModel().equals(Optional.of(model.alias())));
    }
}
