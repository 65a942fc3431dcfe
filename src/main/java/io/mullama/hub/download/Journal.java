package io.mullama.hub.download;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which chunks of a file have come, each with its checksum, in a file of lines that only grows. Thread-safe.
 *
 * <p>The first line says what file it is and how long a chunk is; a line more says that a chunk is complete, and a last
 * one that was cut short by a crash counts for nothing.
 */
final class Journal implements Closeable {
    private static final String HEAD = "mullama-download 1 %d %d %s\n";
    private static final Pattern LINE = Pattern.compile("(\\d{1,9}) ([0-9a-f]{8})");

    private final FileIdentity identity;
    private final int chunkSize;
    private final FileChannel channel;
    private final Map<Integer, Integer> checksums;

    private Journal(FileIdentity identity, int chunkSize, FileChannel channel, Map<Integer, Integer> checksums) {
        this.identity = identity;
        this.chunkSize = chunkSize;
        this.channel = channel;
        this.checksums = checksums;
    }

    /** Reads the journal if it is one of the same file, or begins it anew. */
    static Journal open(Path file, FileIdentity identity, int chunkSize) throws IOException {
        String head = HEAD.formatted(identity.size(), chunkSize, identity.content());
        String text = read(file);
        boolean same = text.startsWith(head);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!same) {
            channel.truncate(0);
        }
        String kept = same ? text.substring(0, text.lastIndexOf('\n') + 1) : head;
        Journal journal = new Journal(identity, chunkSize, channel, new HashMap<>());
        channel.truncate(same ? kept.length() : 0);
        channel.position(same ? kept.length() : 0);
        if (same) {
            journal.take(kept.substring(head.length()).lines().toList());
        } else {
            journal.append(head);
        }
        return journal;
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private void take(List<String> lines) {
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && Integer.parseInt(matcher.group(1)) < count()) {
                checksums.put(Integer.parseInt(matcher.group(1)), Integer.parseUnsignedInt(matcher.group(2), 16));
            }
        }
    }

    /** The number of chunks that make the file. */
    int count() {
        return (int) ((identity.size() + chunkSize - 1) / chunkSize);
    }

    /** Where a chunk begins, in bytes. */
    long start(int chunk) {
        return (long) chunk * chunkSize;
    }

    /** The bytes of a chunk; the last one may be shorter. */
    int length(int chunk) {
        return (int) Math.min(chunkSize, identity.size() - start(chunk));
    }

    /** The chunk that a position lies in. */
    int chunkAt(long position) {
        return (int) (position / chunkSize);
    }

    /** The complete chunks, in order. */
    synchronized Set<Integer> chunks() {
        return new TreeSet<>(checksums.keySet());
    }

    synchronized boolean isComplete(int chunk) {
        return checksums.containsKey(chunk);
    }

    /** Whether a chunk is complete and has that checksum. */
    synchronized boolean isComplete(int chunk, int checksum) {
        @Nullable Integer known = checksums.get(chunk);
        return known != null && known == checksum;
    }

    synchronized long completeBytes() {
        return checksums.keySet().stream().mapToLong(this::length).sum();
    }

    /** Says that a chunk is in the file. */
    synchronized void complete(int chunk, int checksum) throws IOException {
        append("%d %08x\n".formatted(chunk, checksum));
        checksums.put(chunk, checksum);
    }

    /** Says that a chunk has to come again; the next line about it wins. */
    synchronized void forget(int chunk) {
        checksums.remove(chunk);
    }

    private void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
