package io.mullama.model;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says why a file cannot be written: for want of room, or of rights. Stateless. */
public final class WriteFailure {
    private WriteFailure() {}

    /**
     * The error to show.
     *
     * @param full what to do where the disk is full
     * @param denied what to do about anything else
     */
    public static MullamaException of(Path folder, IOException cause, String full, String denied) {
        String reason = reason(cause);
        return (isFull(reason)
                        ? new MullamaException(ErrorCode.DISK_FULL, "the disk of " + folder + " is full", full)
                        : new MullamaException(
                                ErrorCode.PERMISSION_DENIED, "cannot write to " + folder + ": " + reason, denied))
                .causedBy(cause);
    }

    private static String reason(IOException cause) {
        @Nullable String text = cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
        return text == null ? "it is not permitted" : text;
    }

    /** As Linux and macOS, Windows, and file systems in memory say it. */
    private static boolean isFull(String reason) {
        return Stream.of("No space", "not enough space", "out of disk space", "quota")
                .anyMatch(reason::contains);
    }
}
