package io.mullama.store;

import io.mullama.gguf.GgufException;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.Manifest.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Refuses files that would not load. Stateless. */
public final class ModelFileCheck {
    private static final System.Logger LOG = System.getLogger(ModelFileCheck.class.getName());

    private ModelFileCheck() {}

    /**
     * Reads the headers of downloaded files, and sees whether every tensor lies within its file.
     *
     * @throws MullamaException if one would not load; that one is deleted, if it lies in the cache
     */
    public static void requireWhole(ModelCache cache, List<ManifestFile> files) {
        for (ManifestFile file : files) {
            Optional<String> fault = fault(file);
            if (fault.isPresent()) {
                delete(cache, file.path());
                throw refused(file.path(), fault.get());
            }
        }
    }

    /**
     * The same for files that are somebody else's.
     *
     * @throws MullamaException if one would not load
     */
    public static void requireReadable(List<ManifestFile> files) {
        files.forEach(file -> fault(file).ifPresent(fault -> {
            throw refused(file.path(), fault);
        }));
    }

    /** Why it would not load. A file that cannot be read at the moment may be sound: that is thrown. */
    private static Optional<String> fault(ManifestFile file) {
        try {
            GgufHeader header = GgufReader.read(file.path());
            // Of a model in parts the first one alone says.
            boolean says = header.split().filter(split -> split.number() > 0).isEmpty();
            return file.role() == Role.MODEL && says && header.architecture().isEmpty()
                    ? Optional.of("it does not say of what architecture it is")
                    : Optional.empty();
        } catch (GgufException e) {
            return Optional.of(e.getMessage());
        } catch (IOException e) {
            throw new MullamaException(ErrorCode.INVALID_MODEL_FILE, file.path() + " cannot be read: " + e.getMessage())
                    .causedBy(e);
        }
    }

    private static MullamaException refused(Path file, String reason) {
        return new MullamaException(
                ErrorCode.INVALID_MODEL_FILE, file + " would not load: " + reason, "take another file");
    }

    private static void delete(ModelCache cache, Path file) {
        try {
            cache.delete(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot delete " + file, e);
        }
    }
}
