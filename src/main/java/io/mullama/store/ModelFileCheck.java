package io.mullama.store;

import io.mullama.gguf.GgufException;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.Manifest.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Refuses files that would not load. Stateless. */
public final class ModelFileCheck {
    private static final System.Logger LOG = System.getLogger(ModelFileCheck.class.getName());

    private ModelFileCheck() {}

    /**
     * Reads all headers, and sees whether every tensor lies within its file.
     *
     * @throws MullamaException if one would not load; that one is deleted
     */
    public static void requireWhole(List<ManifestFile> files) {
        for (ManifestFile file : files) {
            Optional<MullamaException> fault = fault(file);
            if (fault.isPresent()) {
                delete(file.path());
                throw fault.get();
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
            throw fault;
        }));
    }

    private static Optional<MullamaException> fault(ManifestFile file) {
        try {
            GgufHeader header = GgufReader.read(file.path());
            // Of a model in parts the first one alone says.
            boolean says = header.split().filter(split -> split.number() > 0).isEmpty();
            return file.role() == Role.MODEL && says && header.architecture().isEmpty()
                    ? Optional.of(refused(file.path(), "it does not say of what architecture it is"))
                    : Optional.empty();
        } catch (GgufException e) {
            return Optional.of(refused(file.path(), e.getMessage()).causedBy(e));
        } catch (IOException e) {
            return Optional.of(
                    refused(file.path(), "it cannot be read: " + e.getMessage()).causedBy(e));
        }
    }

    private static MullamaException refused(Path file, String reason) {
        return new MullamaException(
                ErrorCode.INVALID_MODEL_FILE, file.getFileName() + " would not load: " + reason, "take another file");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot delete " + file, e);
        }
    }
}
