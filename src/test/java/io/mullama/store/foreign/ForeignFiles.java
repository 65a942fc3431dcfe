package io.mullama.store.foreign;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The disk of somebody who uses other tools. For one thread. */
final class ForeignFiles implements AutoCloseable {
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    static final String OLD_COMMIT = "fedcba9876543210fedcba9876543210fedcba98";

    final FileSystem files;
    final Path home;

    private ForeignFiles(Configuration configuration, String home) {
        this.files = Jimfs.newFileSystem(configuration);
        this.home = files.getPath(home);
    }

    static ForeignFiles unix() {
        return new ForeignFiles(Configuration.unix(), "/home/ada");
    }

    static ForeignFiles windows() {
        return new ForeignFiles(Configuration.windows(), "C:\\Users\\ada");
    }

    ForeignCaches caches(Map<String, String> environment) {
        return ForeignCaches.of(files, environment, home);
    }

    /** The names of all models, in the order of the list. */
    List<String> names() {
        return caches(Map.of()).list().stream()
                .map(model -> model.name().text())
                .toList();
    }

    Path write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String file, String content) {
        return write(files.getPath(file), content);
    }

    void link(Path link, Path target) {
        try {
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void linkRelatively(Path link, Path target) {
        link(link, Objects.requireNonNull(link.getParent()).relativize(target));
    }

    Path hub() {
        return home.resolve(".cache").resolve("huggingface").resolve("hub");
    }

    /** Notes what the main revision is. */
    void main(String repository, String commit) {
        write(repositoryFolder(repository).resolve("refs").resolve("main"), commit);
    }

    /** Puts a file into a snapshot of the hub's cache, as {@code huggingface_hub} does where there are links. */
    Path hubFile(String repository, String commit, String file) {
        return hubFile(repository, commit, file, sha256(repository + file));
    }

    Path hubFile(String repository, String commit, String file, String blob) {
        Path folder = repositoryFolder(repository);
        write(folder.resolve("blobs").resolve(blob), "GGUF");
        Path link = folder.resolve("snapshots").resolve(commit).resolve(file);
        linkRelatively(link, folder.resolve("blobs").resolve(blob));
        return link;
    }

    Path repositoryFolder(String repository) {
        return hub().resolve("models--" + repository.replace("/", "--"));
    }

    static String sha256(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
