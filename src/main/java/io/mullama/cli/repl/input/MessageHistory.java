package io.mullama.cli.repl.input;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jline.reader.History;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * What was typed in this conversation and those before, in a file that only its owner reads. Each line is written when it
 * is entered, behind those that other conversations write meanwhile. Used by one thread.
 */
final class MessageHistory extends DefaultHistory {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final LongPastes pastes;

    MessageHistory(LongPastes pastes) {
        this.pastes = pastes;
    }

    /** A text that stands for a longer one means nothing in another conversation. */
    @Override
    public boolean isPersistable(History.Entry entry) {
        return !pastes.holdsMark(entry.line());
    }

    /** Makes the file, or takes it from everybody else. */
    static void protect(Path file) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
        } catch (FileAlreadyExistsException e) {
            restrict(file);
        } catch (IOException | UnsupportedOperationException e) {
            // What is typed is remembered as well as it can be.
        }
    }

    private static void restrict(Path file) {
        try {
            Files.setPosixFilePermissions(file, OWNER);
        } catch (IOException | UnsupportedOperationException e) {
            // Somebody else's file, or one of Windows.
        }
    }
}
