package io.mullama.store;

import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The folder that holds a manifest for every name; each is replaced as a whole. Thread-safe. */
final class Manifests {
    private static final System.Logger LOG = System.getLogger(Manifests.class.getName());
    private static final String EXTENSION = ".json";

    private record Known(long size, FileTime modified, Manifest manifest) {}

    private final Path folder;
    private final ManifestJson json;
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    Manifests(Path folder, Path cache) {
        this.folder = folder;
        this.json = new ManifestJson(cache);
    }

    /** All of them, in no order; a damaged one is left out and said in the log. */
    List<Manifest> list() {
        List<Manifest> manifests = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return manifests;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + EXTENSION)) {
            for (Path file : files) {
                try {
                    manifests.add(read(file));
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.WARNING, file + " is left out: " + e.getMessage());
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot list the models in " + folder, e);
        }
        known.keySet().removeIf(file -> !Files.exists(file));
        return manifests;
    }

    /** That of a name. */
    Optional<Manifest> find(ModelName name) {
        Path file = file(name.key());
        try {
            return Optional.of(read(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_MODEL_FILE,
                            file + " is no manifest: " + e.getMessage(),
                            "remove the file, and pull or create the model again")
                    .causedBy(e);
        }
    }

    /** Gives a name a meaning, in place of what it meant. */
    void write(Manifest manifest) {
        Path file = file(ModelName.parse(manifest.name()).key());
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(json.write(manifest).getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            known.remove(file);
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    /** Lets a name mean nothing. */
    void delete(Manifest manifest) {
        try {
            Files.deleteIfExists(file(ModelName.parse(manifest.name()).key()));
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private Manifest read(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Known before = known.get(file);
        if (before != null
                && before.size() == attributes.size()
                && before.modified().equals(attributes.lastModifiedTime())) {
            return before.manifest();
        }
        Manifest manifest = json.read(Files.readString(file));
        known.put(file, new Known(attributes.size(), attributes.lastModifiedTime(), manifest));
        return manifest;
    }

    /** A name's file: what separates its parts is escaped, so that each name has one in every file system. */
    private Path file(String key) {
        return folder.resolve(URLEncoder.encode(key, StandardCharsets.UTF_8) + EXTENSION);
    }

    private MullamaException notWritable(IOException e) {
        return new MullamaException(
                        ErrorCode.PERMISSION_DENIED,
                        "cannot write to " + folder + ": " + e.getMessage(),
                        "give yourself write access to it, and room on its disk")
                .causedBy(e);
    }
}
