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
        String head = head(identity, chunkSize);
        String text = read(file);
        boolean same = text.startsWith(head);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        int kept = same ? text.lastIndexOf('\n') + 1 : 0;
        Journal journal = new Journal(identity, chunkSize, channel, checksums(text, identity, chunkSize));
        channel.truncate(kept);
        channel.position(kept);
        if (!same) {
            journal.append(head);
        }
        return journal;
    }

    /** The bytes that a journal says are here of a file, left as it is: somebody may be writing it. */
    static long completeBytes(Path journal, FileIdentity identity, int chunkSize) throws IOException {
        return checksums(read(journal), identity, chunkSize).keySet().stream()
                .mapToLong(chunk -> length(chunk, identity, chunkSize))
                .sum();
    }

    private static String head(FileIdentity identity, int chunkSize) {
        return HEAD.formatted(identity.size(), chunkSize, identity.content());
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** The chunks that the whole lines of a journal name; none if it is one of another file. */
    private static Map<Integer, Integer> checksums(String text, FileIdentity identity, int chunkSize) {
        String head = head(identity, chunkSize);
        Map<Integer, Integer> checksums = new HashMap<>();
        if (!text.startsWith(head)) {
            return checksums;
        }
        String lines = text.substring(head.length(), text.lastIndexOf('\n') + 1);
        for (String line : lines.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && Integer.parseInt(matcher.group(1)) < count(identity, chunkSize)) {
                checksums.put(Integer.parseInt(matcher.group(1)), Integer.parseUnsignedInt(matcher.group(2), 16));
            }
        }
        return checksums;
    }

    private static int count(FileIdentity identity, int chunkSize) {
        return (int) ((identity.size() + chunkSize - 1) / chunkSize);
    }

    private static int length(int chunk, FileIdentity identity, int chunkSize) {
        return (int) Math.min(chunkSize, identity.size() - (long) chunk * chunkSize);
    }

    /** The number of chunks that make the file. */
    int count() {
        return count(identity, chunkSize);
    }

    /** Where a chunk begins, in bytes. */
    long start(int chunk) {
        return (long) chunk * chunkSize;
    }

    /** The bytes of a chunk; the last one may be shorter. */
    int length(int chunk) {
        return length(chunk, identity, chunkSize);
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
