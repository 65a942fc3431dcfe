package io.mullama.hub.download;

/** The file is no longer the one whose download was begun. */
public final class ChangedFileException extends Exception {
    private static final long serialVersionUID = 1L;

    ChangedFileException(String message) {
        super(message);
    }
}
