package io.mullama.store;

import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.model.WriteFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folder that holds a manifest for every name; each is replaced as a whole. Thread-safe. */
final class Manifests {
    private static final System.Logger LOG = System.getLogger(Manifests.class.getName());
    private static final String EXTENSION = ".json";

    private record Known(long size, FileTime modified, Manifest manifest) {}

    private final Path folder;
    private final ManifestJson json;
    /** Also the lock of what is read and replaced; writing, which waits for the disk, has another. */
    private final Map<Path, Known> known = new HashMap<>();

    Manifests(Path folder, Path cache) {
        this.folder = folder;
        this.json = new ManifestJson(cache);
    }

    /** All of them, in no order; a damaged one is left out and said in the log. */
    List<Manifest> list() {
        List<Manifest> manifests = new ArrayList<>();
        try {
            for (Path file : files()) {
                try {
                    read(file).ifPresent(manifests::add);
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.WARNING, file + " is left out: " + e.getMessage());
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot list the models in " + folder, e);
        }
        return manifests;
    }

    /**
     * All of them, in no order.
     *
     * @throws MullamaException if one is damaged, or the folder cannot be read
     */
    List<Manifest> all() {
        List<Manifest> manifests = new ArrayList<>();
        try {
            for (Path file : files()) {
                readable(file).ifPresent(manifests::add);
            }
        } catch (IOException e) {
            throw new MullamaException(ErrorCode.PERMISSION_DENIED, "cannot list the models in " + folder).causedBy(e);
        }
        return manifests;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*" + EXTENSION)) {
            stream.forEach(files::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    /**
     * That of a name; a path has none.
     *
     * @throws MullamaException if it is damaged
     */
    Optional<Manifest> find(ModelName name) {
        return name instanceof ModelName.File ? Optional.empty() : readable(file(name));
    }

    private Optional<Manifest> readable(Path file) {
        try {
            return read(file);
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_MODEL_FILE,
                            file + " is no manifest: " + e.getMessage(),
                            "pull or create the model again, or remove the file")
                    .causedBy(e);
        }
    }

    /**
     * Writes a manifest in place of another of its name, if that is still there: its name may have been removed, or given
     * another meaning, since it was read.
     *
     * @throws MullamaException if it cannot be written
     */
    synchronized void replace(Manifest before, Manifest after) {
        if (find(ModelName.parse(before.name())).equals(Optional.of(before))) {
            write(after);
        }
    }

    /**
     * Gives a name a meaning, in place of what it meant.
     *
     * @throws MullamaException if it cannot be written
     */
    synchronized void write(Manifest manifest) {
        Path file = file(ModelName.parse(manifest.name()));
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
            synchronized (known) {
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                known.remove(file);
            }
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    /**
     * Lets a name mean nothing.
     *
     * @throws MullamaException if it cannot be deleted
     */
    synchronized void delete(Manifest manifest) {
        try {
            Files.deleteIfExists(file(ModelName.parse(manifest.name())));
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    /** Nothing where there is no such file. */
    private Optional<Manifest> read(Path file) throws IOException {
        synchronized (known) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                Known before = known.get(file);
                if (before != null
                        && before.size() == attributes.size()
                        && before.modified().equals(attributes.lastModifiedTime())) {
                    return Optional.of(before.manifest());
                }
                Manifest manifest = parse(file);
                known.put(file, new Known(attributes.size(), attributes.lastModifiedTime(), manifest));
                return Optional.of(manifest);
            } catch (NoSuchFileException e) {
                known.remove(file);
                return Optional.empty();
            }
        }
    }

    private Manifest parse(Path file) throws IOException {
        Manifest manifest;
        try {
            manifest = json.read(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new IOException("it is not in UTF-8", e);
        }
        if (!isNamed(file, manifest.name())) {
            throw new IOException("it is that of '" + manifest.name() + "'");
        }
        return manifest;
    }

    private boolean isNamed(Path file, String name) {
        try {
            return file(ModelName.parse(name)).equals(file);
        } catch (MullamaException e) {
            return false;
        }
    }

    private Path file(ModelName name) {
        return folder.resolve(FileNames.of(name) + EXTENSION);
    }

    private MullamaException notWritable(IOException e) {
        return WriteFailure.of(folder, e, "make room on it", "give yourself write access to it, and room on its disk");
    }
}
