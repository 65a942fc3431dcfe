package io.mullama.store;

import io.mullama.model.ModelName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
     * @throws IllegalArgumentException if its path leads out of the repository's folder
     */
    public Path place(String repository, Optional<String> commit, String file) {
        Path own = folder.resolve(repository + commit.map(it -> "@" + it).orElse(""));
        Path place = own.resolve(file).normalize();
        boolean within = own.equals(own.normalize()) && place.startsWith(own) && !place.equals(own);
        if (!within || !contains(own)) {
            throw new IllegalArgumentException(repository + " " + file + " leads out of the cache");
        }
        return place;
    }

    /**
     * Makes an empty file for a model that is made here; one that another model may use is left alone.
     *
     * @throws IOException if it cannot be made
     */
    public Path create(ModelName name, String quantization) throws IOException {
        String file = FileNames.of(name) + "-" + quantization;
        Path place = Files.createDirectories(folder.resolve("_created"));
        for (int number = 1; ; number++) {
            try {
                return Files.createFile(place.resolve(file + (number == 1 ? "" : "-" + number) + ".gguf"));
            } catch (FileAlreadyExistsException e) {
                // The next number.
            }
        }
    }

    boolean contains(Path file) {
        Path whole = file.normalize();
        return whole.startsWith(folder) && !whole.equals(folder);
    }

    /**
     * Every file in it, whatever it is. The cache may be a link; linked folders in it are somebody else's.
     *
     * @throws IOException if the folder cannot be read
     */
    public List<CachedFile> files() throws IOException {
        List<CachedFile> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(
                    folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                            return !each.equals(folder) && Files.isSymbolicLink(each)
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

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

    /** Those that are not among the needed: of names that are gone, and of broken-off downloads. */
    public static List<CachedFile> unneeded(List<CachedFile> files, Set<Path> needed) {
        return files.stream().filter(file -> !needed.contains(file.path())).toList();
    }

    /**
     * Deletes a file, and the folders that it leaves empty. Files outside of the cache stay.
     *
     * @throws IOException if the file cannot be deleted
     */
    public void delete(Path file) throws IOException {
        if (!contains(file)) {
            return;
        }
        Files.deleteIfExists(file);
        @Nullable Path parent = file.normalize().getParent();
        while (parent != null && contains(parent) && !Files.isSymbolicLink(parent)) {
            try {
                Files.deleteIfExists(parent);
            } catch (IOException e) {
                // It holds something else, or stays for another reason; the file is gone.
                return;
            }
            parent = parent.getParent();
        }
    }
}
