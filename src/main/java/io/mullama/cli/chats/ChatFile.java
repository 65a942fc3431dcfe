package io.mullama.cli.chats;

import io.mullama.api.Json;
import io.mullama.api.SavedLine;
import io.mullama.config.PrivateFolder;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * The file of one conversation, and how far this program knows it. It only grows, so its size tells whether another
 * program has written to it. Not thread-safe.
 */
final class ChatFile {
    /** A damaged or planted file is not to fill the memory. */
    private static final int MOST_BYTES = 256 << 20;

    /** What became of lines that were to be written. */
    enum Outcome {
        WRITTEN,
        /** Somebody else has written to it since; nothing is written. */
        CHANGED,
        /** Somebody has deleted it; nothing is written. */
        GONE
    }

    private final Path path;

    /** In bytes, as it was last seen. */
    private long size;

    /** Where the next line goes: before the end where that is a line which was never finished. */
    private long end;

    private ChatFile(Path path) {
        this.path = path;
    }

    /** A new file for its owner alone. {@link java.nio.file.FileAlreadyExistsException} where there is one. */
    static ChatFile create(Path path, List<? extends SavedLine> lines) throws IOException {
        ChatFile file = new ChatFile(path);
        FileAttribute<?>[] attributes = isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Set<StandardOpenOption> how = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (FileChannel channel = FileChannel.open(path, how, attributes)) {
            file.write(channel, lines);
        }
        return file;
    }

    /** An existing file. */
    static ChatFile open(Path path) {
        return new ChatFile(path);
    }

    static boolean isPosix(Path path) {
        return PrivateFolder.hasOwners(path);
    }

    Path path() {
        return path;
    }

    /** Its finished lines. */
    List<String> lines() throws IOException {
        if (Files.size(path) > MOST_BYTES) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    path + " is longer than " + (MOST_BYTES >> 20) + " MiB",
                    "no conversation is; 'mullama chats rm' deletes it");
        }
        byte[] bytes = Files.readAllBytes(path);
        size = bytes.length;
        int last = bytes.length;
        while (last > 0 && bytes[last - 1] != '\n') {
            last--;
        }
        end = last;
        return new String(bytes, 0, last, StandardCharsets.UTF_8).lines().toList();
    }

    Outcome append(List<? extends SavedLine> lines) throws IOException {
        return whileUnchanged(channel -> write(channel, lines));
    }

    Outcome delete() throws IOException {
        return whileUnchanged(channel -> Files.delete(path));
    }

    private interface Work {
        void on(FileChannel channel) throws IOException;
    }

    private Outcome whileUnchanged(Work work) throws IOException {
        // The lock is held for the moment of writing alone: two may have the same conversation open.
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid() || channel.size() != size) {
                return Outcome.CHANGED;
            }
            work.on(channel);
            return Outcome.WRITTEN;
        } catch (NoSuchFileException e) {
            return Outcome.GONE;
        }
    }

    private void write(FileChannel channel, List<? extends SavedLine> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (SavedLine line : lines) {
            bytes.write(Json.line(line));
        }
        channel.truncate(end);
        channel.position(end);
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(false);
        end += bytes.size();
        size = end;
    }
}
