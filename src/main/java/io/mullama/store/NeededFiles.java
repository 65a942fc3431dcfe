package io.mullama.store;

import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.store.Manifest.ManifestFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which files the names of a store need, by their manifests as they are at the moment. Thread-safe. */
public final class NeededFiles {
    private static final System.Logger LOG = System.getLogger(NeededFiles.class.getName());

    private final Manifests manifests;
    private final ModelCache cache;

    NeededFiles(Manifests manifests, ModelCache cache) {
        this.manifests = manifests;
        this.cache = cache;
    }

    /**
     * The files of all names.
     *
     * @throws MullamaException if a manifest is damaged: what it needs is not known then
     */
    public Set<Path> all() {
        Set<Path> needed = new HashSet<>();
        manifests.all().forEach(manifest -> manifest.files().forEach(file -> needed.add(file.path())));
        return needed;
    }

    /** Whether a name is known to need that file. */
    public boolean contains(Path file) {
        return manifests.list().stream()
                .flatMap(manifest -> manifest.files().stream())
                .anyMatch(each -> each.path().equals(file));
    }

    /** The files of a name that no other has. */
    public Set<Path> ofAlone(ModelName name) {
        Set<Path> files = new HashSet<>();
        Set<Path> others = new HashSet<>();
        for (Manifest manifest : manifests.list()) {
            Set<Path> of = ModelName.parse(manifest.name()).key().equals(name.key()) ? files : others;
            manifest.files().forEach(file -> of.add(file.path()));
        }
        files.removeAll(others);
        return files;
    }

    /** Deletes those files of a manifest that is gone which lie in the cache and are needed no more; which those were. */
    List<Path> deleteOthers(Manifest gone) {
        Set<Path> needed;
        try {
            needed = all();
        } catch (MullamaException e) {
            LOG.log(System.Logger.Level.WARNING, "the files of " + gone.name() + " stay: " + e.getMessage());
            return List.of();
        }
        List<Path> deleted = new ArrayList<>();
        for (ManifestFile file : gone.files()) {
            if (!needed.contains(file.path()) && cache.contains(file.path()) && delete(file.path())) {
                deleted.add(file.path());
            }
        }
        return deleted;
    }

    private boolean delete(Path file) {
        try {
            cache.delete(file);
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot delete " + file, e);
            return false;
        }
    }
}
