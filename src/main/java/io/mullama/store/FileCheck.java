package io.mullama.store;

import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.store.Manifest.ManifestFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;

/** Tells whether a file is still the one that a manifest names, reading it only where it was changed. Stateless. */
public final class FileCheck {
    private static final int PIECE = 1 << 20;

    private FileCheck() {}

    /**
     * Looks at a file again.
     *
     * @return the same, as it was checked now
     * @throws MullamaException if it is gone, or another one
     */
    static ManifestFile check(String name, ManifestFile file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
            if (file.digest().isEmpty() || isUntouched(file, attributes)) {
                return file;
            }
            if (!digest(file.path()).equals(file.digest().get())) {
                throw new MullamaException(
                        ErrorCode.INVALID_MODEL_FILE,
                        file.path() + " is no longer the file that " + name + " was made of: its digest is another",
                        "put that file back, or pull or create the model again");
            }
            return new ManifestFile(
                    file.role(),
                    file.path(),
                    attributes.size(),
                    file.digest(),
                    attributes.lastModifiedTime().toInstant(),
                    file.scale());
        } catch (NoSuchFileException e) {
            throw new MullamaException(
                    ErrorCode.INVALID_MODEL_FILE,
                    "the file " + file.path() + " of " + name + " is gone",
                    "put it back, or pull or create the model again");
        } catch (IOException e) {
            throw new MullamaException(ErrorCode.INVALID_MODEL_FILE, file.path() + " cannot be read: " + e.getMessage())
                    .causedBy(e);
        }
    }

    /** The bytes of a file; 0 where it cannot be read. */
    static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether a file has the size and time that it had when its digest was checked. */
    static boolean isUntouched(ManifestFile file) {
        try {
            return isUntouched(file, Files.readAttributes(file.path(), BasicFileAttributes.class));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isUntouched(ManifestFile file, BasicFileAttributes now) {
        return now.size() == file.size() && now.lastModifiedTime().toInstant().equals(file.modified());
    }

    /** Whether a file has that content. */
    static boolean is(Path file, Digest digest) {
        try {
            return digest(file).equals(digest);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The SHA-256 of a file's content.
     *
     * @throws IOException if it cannot be read
     */
    public static Digest digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = Digest.sha256();
            byte[] piece = new byte[PIECE];
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                sha256.update(piece, 0, count);
            }
            return Digest.of(sha256.digest());
        }
    }
}
