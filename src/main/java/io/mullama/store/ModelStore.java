package io.mullama.store;

import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.model.NearestName;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.StoredModel.Origin;
import io.mullama.store.foreign.ForeignCaches;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The models on this machine by their names: pulled and created ones, and those that others put there. Thread-safe. */
public final class ModelStore {
    private static final System.Logger LOG = System.getLogger(ModelStore.class.getName());

    private final ModelReader reader;
    private final Manifests manifests;
    private final ModelCache cache;
    private final NeededFiles needed;
    private final BundledModels bundled;
    private final ForeignModels foreign;
    private final InstantSource clock;
    private volatile Runnable onChange = () -> {};

    /**
     * A store.
     *
     * @param names the folder of manifests
     * @param cache the folder of downloaded models
     * @param bundled the folder of the models that come with the program
     * @param foreign what other tools have downloaded
     */
    public ModelStore(Path names, Path cache, Path bundled, ForeignCaches foreign, InstantSource clock) {
        this.reader = new ModelReader(bundled.getFileSystem());
        this.cache = new ModelCache(cache);
        this.manifests = new Manifests(names, cache);
        this.needed = new NeededFiles(manifests, this.cache);
        this.bundled = new BundledModels(bundled);
        this.foreign = new ForeignModels(foreign, clock);
        this.clock = clock;
    }

    /** Has that done whenever a name was added or removed, on the thread that did it. */
    public void onChange(Runnable action) {
        onChange = action;
    }

    public ModelCache cache() {
        return cache;
    }

    /** The files that names need. */
    public NeededFiles needed() {
        return needed;
    }

    /** Every model that has a name here, in the order of names; a damaged one is left out and said in the log. */
    public List<StoredModel> list() {
        Map<String, StoredModel> models = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        manifests.list().forEach(manifest -> add(models, manifest.name(), () -> reader.read(manifest)));
        bundled.list().forEach((name, file) -> add(models, name, () -> reader.bundled(name, file)));
        return List.copyOf(models.values());
    }

    /** What other tools have downloaded, tool by tool; a damaged one is left out and said in the log. */
    public List<StoredModel> listElsewhere() {
        Map<String, StoredModel> models = new LinkedHashMap<>();
        foreign.list().forEach(model -> add(models, model.name().text(), () -> reader.elsewhere(model)));
        return List.copyOf(models.values());
    }

    /** The names of all models that are ours, in order. */
    public List<String> names() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        manifests.list().forEach(manifest -> names.add(manifest.name()));
        names.addAll(bundled.list().keySet());
        return List.copyOf(names);
    }

    /**
     * The model that goes by that name, or lies at that path.
     *
     * @throws MullamaException if it is damaged, or, for a path, if there is none
     */
    public Optional<StoredModel> find(ModelName name) {
        if (name instanceof ModelName.File file) {
            return Optional.of(reader.file(file));
        }
        Optional<Manifest> manifest = manifests.find(name);
        if (manifest.isPresent()) {
            return Optional.of(reader.read(checked(manifest.get())));
        }
        Optional<Path> file = bundledFile(name);
        return file.isPresent()
                ? file.map(path -> reader.bundled(BundledModels.name(path), path))
                : foreign.find(name).map(reader::elsewhere);
    }

    /** Who put a model there, without a look at its files. */
    public Optional<Origin> origin(ModelName name) {
        if (name instanceof ModelName.File) {
            return Optional.of(Origin.FILE);
        } else if (manifests.find(name).isPresent()) {
            return Optional.of(Origin.MULLAMA);
        }
        return bundledFile(name).isPresent()
                ? Optional.of(Origin.BUNDLED)
                : foreign.find(name).map(model -> new Origin(model.origin().text()));
    }

    /**
     * What a name was given to mean here.
     *
     * @throws MullamaException if its manifest is damaged
     */
    public Optional<Manifest> manifest(ModelName name) {
        return manifests.find(name);
    }

    /**
     * Gives a name a meaning; files that nobody needs after that are deleted.
     *
     * @throws MullamaException if a file of it cannot be used
     */
    public synchronized StoredModel put(Manifest manifest) {
        ModelName name = ModelName.parse(manifest.name());
        Optional<Manifest> before = replaced(name);
        StoredModel model = reader.read(manifest);
        manifests.write(manifest);
        before.ifPresent(needed::deleteOthers);
        onChange.run();
        return model;
    }

    private Optional<Manifest> replaced(ModelName name) {
        try {
            return manifests.find(name);
        } catch (MullamaException e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage() + "; it is replaced");
            return Optional.empty();
        }
    }

    /**
     * Gives a model a second name; files stay where they lie.
     *
     * @throws MullamaException if a file of it is gone
     */
    public synchronized StoredModel copy(StoredModel from, ModelName to) {
        return put(manifestOf(from).named(to.text(), clock.instant()));
    }

    /**
     * Checks that a name can be taken away.
     *
     * @throws MullamaException if it means nothing, or is not ours to remove
     */
    public void requireRemovable(ModelName name) {
        if (manifests.find(name).isEmpty()) {
            throw notRemovable(name);
        }
    }

    /**
     * Takes a name away, and with the last name of a file that was downloaded or made here the file.
     *
     * @return the files that were deleted
     * @throws MullamaException if it has no such name, or is not ours to remove
     */
    public synchronized List<Path> remove(ModelName name) {
        Manifest manifest = manifests.find(name).orElseThrow(() -> notRemovable(name));
        manifests.delete(manifest);
        List<Path> deleted = needed.deleteOthers(manifest);
        onChange.run();
        return deleted;
    }

    /** Where a file of that content lies already, unchanged since it was checked. */
    public Optional<Path> fileOf(Digest digest, long size) {
        return manifests.list().stream()
                .flatMap(manifest -> manifest.files().stream())
                .filter(file -> file.digest().equals(Optional.of(digest)) && file.size() == size)
                .filter(FileCheck::isUntouched)
                .map(ManifestFile::path)
                .findFirst()
                .or(() -> foreignFile(digest, size));
    }

    /** Where a file of that content lies among those that were pulled or made, of whatever size. */
    public Optional<Path> fileOf(Digest digest) {
        return manifests.list().stream()
                .flatMap(manifest -> manifest.files().stream())
                .filter(file -> file.digest().equals(Optional.of(digest)))
                .filter(FileCheck::isUntouched)
                .map(ManifestFile::path)
                .findFirst();
    }

    private Optional<Path> foreignFile(Digest digest, long size) {
        return foreign.list().stream()
                .filter(model -> model.digest().equals(Optional.of(digest)))
                .map(model -> model.files().get(0))
                .filter(file -> FileCheck.sizeOf(file) == size && FileCheck.is(file, digest))
                .findFirst();
    }

    /** The manifest, after a look at those of its files that were changed since the last one. */
    private Manifest checked(Manifest manifest) {
        List<ManifestFile> files = manifest.files().stream()
                .map(file -> FileCheck.check(manifest.name(), file))
                .toList();
        if (files.equals(manifest.files())) {
            return manifest;
        }
        Manifest checked = manifest.with(files);
        try {
            manifests.replace(manifest, checked);
        } catch (MullamaException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot note the files of " + manifest.name() + ": " + e.getMessage());
        }
        return checked;
    }

    private Optional<Path> bundledFile(ModelName name) {
        return name instanceof ModelName.Plain plain && plain.hasDefaultTag()
                ? bundled.find(plain.family())
                : Optional.empty();
    }

    /**
     * What a model is made of, also where it has no manifest of its own.
     *
     * @throws MullamaException if its manifest is damaged, or a file of it cannot be read
     */
    public Manifest manifestOf(StoredModel model) {
        // The name may have been given to another file while that is loaded.
        return manifests
                .find(ModelName.parse(model.name()))
                .filter(manifest ->
                        manifest.files(Manifest.Role.MODEL).get(0).path().equals(model.file()))
                .orElseGet(() -> reader.manifest(model));
    }

    private void add(Map<String, StoredModel> models, String name, Supplier<StoredModel> reader) {
        try {
            models.putIfAbsent(name, reader.get());
        } catch (MullamaException e) {
            LOG.log(System.Logger.Level.WARNING, name + " is left out: " + e.getMessage());
        }
    }

    private MullamaException notRemovable(ModelName name) {
        if (name instanceof ModelName.File) {
            return new MullamaException(
                    ErrorCode.INVALID_REQUEST, name.text() + " is a file of yours", "delete it as any other file");
        }
        if (bundledFile(name).isPresent()) {
            return new MullamaException(
                    ErrorCode.INVALID_REQUEST, name.text() + " is a part of mullama, and stays", "leave it");
        }
        return foreign.find(name)
                .map(model -> new MullamaException(
                        ErrorCode.INVALID_REQUEST,
                        name.text() + " belongs to " + model.origin().text() + ", and is only read",
                        "remove it there: it lies at " + model.files().get(0)))
                .orElseGet(() -> unknown(name));
    }

    /** The error for a name that means nothing. */
    public MullamaException unknown(ModelName name) {
        List<String> known = names();
        String others = known.isEmpty()
                ? "give the path of a GGUF file"
                : "there is " + String.join(", ", known) + ", and any GGUF file by its path";
        String guess = NearestName.of(name.text(), known)
                .map(it -> "did you mean " + it + "?")
                .orElse(others);
        return new MullamaException(ErrorCode.MODEL_NOT_FOUND, "Model '" + name.text() + "' not found", guess);
    }
}
