package io.mullama.store;

import io.mullama.gguf.GgufException;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.model.NearestName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Finds models by name or path, and reads their headers once for as long as the file stays as it is. Thread-safe. */
public final class ModelStore {
    private static final System.Logger LOG = System.getLogger(ModelStore.class.getName());
    private static final String EXTENSION = ".gguf";

    private record CachedHeader(long size, Instant modified, GgufHeader header) {}

    private final Path bundled;
    private final Map<Path, CachedHeader> headers = new ConcurrentHashMap<>();

    /** {@code bundled} is the folder of the models that come with the program. */
    public ModelStore(Path bundled) {
        this.bundled = bundled;
    }

    /** Every model that has a name, in the order of names; a damaged file is left out and said in the log. */
    public List<StoredModel> list() {
        List<StoredModel> models = new ArrayList<>();
        named().forEach((name, file) -> {
            try {
                models.add(read(name, file));
            } catch (MullamaException e) {
                LOG.log(System.Logger.Level.WARNING, e.getMessage());
            }
        });
        return models;
    }

    /** The names of all models, in order. */
    public List<String> names() {
        return List.copyOf(named().keySet());
    }

    /**
     * The model that goes by that name, or lies at that path.
     *
     * @throws MullamaException if there is none, or it is damaged
     */
    public StoredModel find(ModelName name) {
        if (name instanceof ModelName.File) {
            return read(name.text(), path(name));
        }
        Path file = named().get(name.text());
        if (file == null) {
            throw unknown(name);
        }
        return read(name.text(), file);
    }

    private Path path(ModelName name) {
        try {
            return bundled.getFileSystem().getPath(name.text()).normalize();
        } catch (InvalidPathException e) {
            throw unknown(name);
        }
    }

    private Map<String, Path> named() {
        Map<String, Path> named = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(bundled, "*" + EXTENSION)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                named.put(name.substring(0, name.length() - EXTENSION.length()), file);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot list the models in " + bundled, e);
        }
        return named;
    }

    private StoredModel read(String name, Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new MullamaException(
                        ErrorCode.INVALID_MODEL_FILE, file + " is not a regular file", "give the path of a GGUF file");
            }
            Instant modified = attributes.lastModifiedTime().toInstant();
            GgufHeader header = header(file, attributes.size(), modified);
            return new StoredModel(name, file, attributes.size(), modified, header);
        } catch (NoSuchFileException e) {
            throw new MullamaException(
                    ErrorCode.MODEL_NOT_FOUND, "there is no file " + file, "give the path of a GGUF file");
        } catch (AccessDeniedException e) {
            throw new MullamaException(
                    ErrorCode.PERMISSION_DENIED, file + " may not be read", "give yourself read access to it");
        } catch (IOException e) {
            throw new MullamaException(ErrorCode.INVALID_MODEL_FILE, file + " cannot be read: " + e.getMessage())
                    .causedBy(e);
        } catch (GgufException e) {
            String hint = e.kind() == GgufException.Kind.TRUNCATED ? "get the file again" : "give a GGUF file";
            throw new MullamaException(ErrorCode.INVALID_MODEL_FILE, file + ": " + e.getMessage(), hint).causedBy(e);
        }
    }

    private GgufHeader header(Path file, long size, Instant modified) throws IOException, GgufException {
        CachedHeader cached = headers.get(file);
        if (cached != null && cached.size == size && cached.modified.equals(modified)) {
            return cached.header;
        }
        GgufHeader header = GgufReader.read(file);
        headers.put(file, new CachedHeader(size, modified, header));
        return header;
    }

    private MullamaException unknown(ModelName name) {
        List<String> known = names();
        Optional<String> near = NearestName.of(name.text(), known);
        String others = known.isEmpty()
                ? "give the path of a GGUF file"
                : "there is " + String.join(", ", known) + ", and any GGUF file by its path";
        String guess = near.map(it -> "did you mean " + it + "?").orElse(others);
        return new MullamaException(ErrorCode.MODEL_NOT_FOUND, "Model '" + name.text() + "' not found", guess);
    }
}
