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

/** Refuses downloaded files that would not load. Stateless. */
public final class ModelFileCheck {
    private ModelFileCheck() {}

    /**
     * Reads all headers, and sees whether every tensor lies within its file.
     *
     * @throws MullamaException if one would not load; that one is deleted
     */
    public static void check(List<ManifestFile> files) {
        for (ManifestFile file : files) {
            try {
                GgufHeader header = GgufReader.read(file.path());
                if (file.role() == Role.MODEL && header.architecture().isEmpty()) {
                    throw refused(file.path(), "it does not say of what architecture it is");
                }
            } catch (GgufException e) {
                throw refused(file.path(), e.getMessage()).causedBy(e);
            } catch (IOException e) {
                throw new MullamaException(
                                ErrorCode.INVALID_MODEL_FILE, file.path() + " cannot be read: " + e.getMessage())
                        .causedBy(e);
            }
        }
    }

    private static MullamaException refused(Path file, String reason) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return new MullamaException(ErrorCode.INVALID_MODEL_FILE, file + " would not load: " + reason, "delete it");
        }
        return new MullamaException(
                ErrorCode.INVALID_MODEL_FILE,
                file.getFileName() + " would not load: " + reason,
                "choose another file of the repository; this one was deleted");
    }
}
