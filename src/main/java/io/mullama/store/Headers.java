package io.mullama.store;

import io.mullama.gguf.GgufException;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.ModelParts;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the headers of model files, each once for as long as the file stays as it is. Thread-safe. */
final class Headers {
    /** A file that was looked at, and what it says. */
    record Read(long size, Instant modified, GgufHeader header) {}

    private final Map<Path, Read> known = new ConcurrentHashMap<>();

    /**
     * The header of a file, or of all parts of a model together, whose tensors all lie within them.
     *
     * @throws MullamaException if there is no such file, or it is damaged
     */
    Read read(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new MullamaException(
                        ErrorCode.INVALID_MODEL_FILE, file + " is not a regular file", "give the path of a GGUF file");
            }
            return read(file, attributes);
        } catch (NoSuchFileException e) {
            known.remove(file);
            throw new MullamaException(
                    ErrorCode.MODEL_NOT_FOUND, "there is no file " + file, "give the path of a GGUF file");
        } catch (AccessDeniedException e) {
            throw new MullamaException(
                    ErrorCode.PERMISSION_DENIED, file + " may not be read", "give yourself read access to it");
        } catch (IOException e) {
            throw new MullamaException(ErrorCode.INVALID_MODEL_FILE, file + " cannot be read: " + e.getMessage())
                    .causedBy(e);
        } catch (GgufException e) {
            String hint = switch (e.kind()) {
                case TRUNCATED -> "get the file again";
                case INCOMPLETE -> "get all parts into one folder";
                case NOT_FIRST -> "give the first part";
                default -> "give a GGUF file";
            };
            throw new MullamaException(ErrorCode.INVALID_MODEL_FILE, file + ": " + e.getMessage(), hint).causedBy(e);
        }
    }

    private Read read(Path file, BasicFileAttributes attributes) throws IOException, GgufException {
        Instant modified = attributes.lastModifiedTime().toInstant();
        Read before = known.get(file);
        if (before != null
                && before.size() == attributes.size()
                && before.modified().equals(modified)) {
            return before;
        }
        Read read = new Read(attributes.size(), modified, ModelParts.read(file));
        known.put(file, read);
        return read;
    }
}
