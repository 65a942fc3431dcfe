package io.mullama.store;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import io.mullama.gguf.ValueType;
import io.mullama.model.ModelName;
import io.mullama.model.ModelRecipe;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.Manifest.Role;
import io.mullama.store.foreign.ForeignCaches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A disk with a store on it, and models to put there. For one thread. */
final class StoreFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    final Path names;
    final Path cache;
    final Path bundled;
    final Path home;
    final ModelStore store;
    private final Optional<FileSystem> owned;

    private StoreFixture(Path root, Optional<FileSystem> owned) {
        this.owned = owned;
        this.names = root.resolve("names");
        this.cache = root.resolve("cache");
        this.bundled = root.resolve("bundled");
        this.home = root.resolve("home");
        try {
            Files.createDirectories(bundled);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.store = open();
    }

    static StoreFixture unix() {
        FileSystem files = Jimfs.newFileSystem(Configuration.unix());
        return new StoreFixture(files.getPath("/"), Optional.of(files));
    }

    static StoreFixture windows() {
        FileSystem files = Jimfs.newFileSystem(Configuration.windows());
        return new StoreFixture(files.getPath("C:\\mullama"), Optional.of(files));
    }

    static StoreFixture in(Path folder) {
        return new StoreFixture(folder, Optional.empty());
    }

    /** Another store on the same disk, as after a new start. */
    ModelStore open() {
        return open(cache);
    }

    ModelStore open(Path otherCache) {
        ForeignCaches others = ForeignCaches.of(names.getFileSystem(), Map.of(), home);
        return new ModelStore(names, otherCache, bundled, others, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** A model whose content is told apart by its architecture. */
    static byte[] model(String architecture) {
        return new GgufBuilder()
                .text("general.architecture", architecture)
                .tensor("output_norm.weight", GgmlType.F32, 64)
                .build();
    }

    /** A part of a model in two, counted from 0. */
    static byte[] part(int number, int columns) {
        return new GgufBuilder()
                .text("general.architecture", "llama")
                .key("split.count", ValueType.U16, new byte[] {2, 0})
                .key("split.no", ValueType.U16, new byte[] {(byte) number, 0})
                .tensor("blk." + number + ".attn_q.weight", GgmlType.F32, 64, columns)
                .build();
    }

    Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A downloaded model at that place in the cache. */
    Path cached(String place, String architecture) {
        return write(cache.resolve(place), model(architecture));
    }

    /** A file as a pull notes it: with its digest. */
    static ManifestFile noted(Path file) {
        try {
            Instant modified = Files.getLastModifiedTime(file).toInstant();
            return new ManifestFile(
                    Role.MODEL, file, Files.size(file), Optional.of(FileCheck.digest(file)), modified, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifest manifest(String name, Path... files) {
        List<ManifestFile> noted = new ArrayList<>();
        for (Path file : files) {
            noted.add(noted(file));
        }
        return new Manifest(name, Optional.empty(), noted, ModelRecipe.NONE, NOW);
    }

    StoredModel put(String name, Path... files) {
        return store.put(manifest(name, files));
    }

    StoredModel find(String name) {
        return find(store, name);
    }

    static StoredModel find(ModelStore store, String name) {
        return store.find(ModelName.parse(name)).orElseThrow();
    }

    List<Path> remove(String name) {
        return store.remove(ModelName.parse(name));
    }

    static void touch(Path file, Instant time) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (owned.isPresent()) {
            owned.get().close();
        }
    }
}
