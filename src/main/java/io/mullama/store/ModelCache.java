package io.mullama.store;

import io.mullama.model.ModelName;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder of downloaded models: where each lies, what it takes, and what nobody needs. Thread-safe. */
public final class ModelCache {
    /** A file in the cache. */
    public record CachedFile(Path path, long size) {}

    private final Path folder;

    ModelCache(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /**
     * Where a file of a repository lies.
     *
     * @param commit of another revision than the repository's own
     */
    public Path place(String repository, Optional<String> commit, String file) {
        Path place = folder.resolve(repository + commit.map(it -> "@" + it).orElse(""))
                .resolve(file)
                .normalize();
        if (!place.startsWith(folder)) {
            throw new IllegalArgumentException(repository + " " + file + " leads out of the cache");
        }
        return place;
    }

    /** Where a model lies that was made here. */
    public Path created(ModelName name, String quantization) {
        String file = URLEncoder.encode(name.key(), StandardCharsets.UTF_8) + "-" + quantization + ".gguf";
        return folder.resolve("_created").resolve(file);
    }

    boolean contains(Path file) {
        return file.startsWith(folder);
    }

    /** Every file in it, whatever it is. */
    public List<CachedFile> files() throws IOException {
        List<CachedFile> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(new CachedFile(file, attributes.size()));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return files;
    }

    /** The files that are not among those that are needed: of names that are gone, and of broken-off downloads. */
    public List<CachedFile> unneeded(Collection<Path> needed) throws IOException {
        return files().stream().filter(file -> !needed.contains(file.path())).toList();
    }

    /** Deletes a file, and the folders that it leaves empty. Files outside of the cache stay. */
    public void delete(Path file) throws IOException {
        if (!contains(file)) {
            return;
        }
        Files.deleteIfExists(file);
        @Nullable Path parent = file.getParent();
        while (parent != null && !parent.equals(folder) && contains(parent)) {
            try {
                Files.deleteIfExists(parent);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
            parent = parent.getParent();
        }
    }
}
