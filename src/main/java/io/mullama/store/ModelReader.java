package io.mullama.store;

import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.ModelRecipe;
import io.mullama.model.MullamaException;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.Manifest.Role;
import io.mullama.store.StoredModel.AdapterFile;
import io.mullama.store.StoredModel.ModelFiles;
import io.mullama.store.StoredModel.Origin;
import io.mullama.store.foreign.ForeignModel;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes models of what lies on the disk, and manifests of models. Thread-safe. */
final class ModelReader {
    private final FileSystem system;
    private final Headers headers = new Headers();

    ModelReader(FileSystem system) {
        this.system = system;
    }

    /**
     * A pulled or created one.
     *
     * @throws MullamaException if a file of it is gone or damaged
     */
    StoredModel read(Manifest manifest) {
        List<Path> parts = paths(manifest, Role.MODEL);
        Headers.Read first = headers.read(parts.get(0));
        List<AdapterFile> adapters = manifest.files(Role.ADAPTER).stream()
                .map(file -> new AdapterFile(file.path(), file.scale()))
                .toList();
        ModelFiles files =
                new ModelFiles(parts, paths(manifest, Role.PROJECTOR).stream().findFirst(), adapters);
        long size = manifest.files().stream().mapToLong(ManifestFile::size).sum();
        return new StoredModel(
                manifest.name(),
                Origin.MULLAMA,
                files,
                manifest.recipe(),
                manifest.source(),
                size,
                manifest.created(),
                first.header());
    }

    private static List<Path> paths(Manifest manifest, Role role) {
        return manifest.files(role).stream().map(ManifestFile::path).toList();
    }

    /**
     * A part of the program.
     *
     * @throws MullamaException if it is gone or damaged
     */
    StoredModel bundled(String name, Path file) {
        return single(name, Origin.BUNDLED, file);
    }

    /**
     * A file where it lies.
     *
     * @throws MullamaException if there is none, or it is damaged
     */
    StoredModel file(ModelName.File name) {
        try {
            return single(name.text(), Origin.FILE, system.getPath(name.path()).normalize());
        } catch (InvalidPathException e) {
            throw new MullamaException(
                    ErrorCode.MODEL_NOT_FOUND, "there is no file " + name.text(), "give the path of a GGUF file");
        }
    }

    private StoredModel single(String name, Origin origin, Path file) {
        Headers.Read read = headers.read(file);
        return new StoredModel(
                name,
                origin,
                new ModelFiles(read.parts(), Optional.empty(), List.of()),
                ModelRecipe.NONE,
                Optional.empty(),
                read.header().fileSize(),
                read.modified(),
                read.header());
    }

    /**
     * What another tool has downloaded.
     *
     * @throws MullamaException if it is gone or damaged
     */
    StoredModel elsewhere(ForeignModel model) {
        Headers.Read read = headers.read(model.files().get(0));
        List<AdapterFile> adapters =
                model.adapters().stream().map(file -> new AdapterFile(file, 1)).toList();
        return new StoredModel(
                model.name().text(),
                new Origin(model.origin().text()),
                new ModelFiles(model.files(), model.projector(), adapters),
                model.recipe(),
                Optional.empty(),
                read.header().fileSize() + sizeOf(model.projector().stream()) + sizeOf(model.adapters().stream()),
                model.modified(),
                read.header());
    }

    /**
     * A manifest for what has none, as it lies there.
     *
     * @throws MullamaException if a file of it cannot be read
     */
    Manifest manifest(StoredModel model) {
        List<ManifestFile> files = new ArrayList<>();
        model.files().parts().forEach(file -> files.add(unchecked(Role.MODEL, file, 1)));
        model.files().projector().ifPresent(file -> files.add(unchecked(Role.PROJECTOR, file, 1)));
        model.files().adapters().forEach(each -> files.add(unchecked(Role.ADAPTER, each.file(), each.scale())));
        return new Manifest(model.name(), model.source(), files, model.recipe(), model.modified());
    }

    private static long sizeOf(Stream<Path> files) {
        return files.mapToLong(FileCheck::sizeOf).sum();
    }

    private static ManifestFile unchecked(Role role, Path file, float scale) {
        try {
            Instant modified = Files.getLastModifiedTime(file).toInstant();
            return new ManifestFile(role, file, Files.size(file), Optional.empty(), modified, scale);
        } catch (IOException e) {
            throw new MullamaException(ErrorCode.INVALID_MODEL_FILE, file + " cannot be read: " + e.getMessage())
                    .causedBy(e);
        }
    }
}
