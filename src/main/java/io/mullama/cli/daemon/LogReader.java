package io.mullama.cli.daemon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one log by lines while another process writes it, moves it away or empties it. For one thread. */
final class LogReader implements AutoCloseable {
    private static final int FIRST_WINDOW = 64 << 10;
    private static final int GROWTH = 4;

    private final Path path;
    private final FileChannel channel;

    /** Tells the file from another of that name; null where the system has no such number. */
    private final @Nullable Object key;

    private final ByteBuffer buffer = ByteBuffer.allocate(FIRST_WINDOW);

    /** What was read of a line whose end is not there yet. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    private long position;

    private LogReader(Path path, FileChannel channel, @Nullable Object key) {
        this.path = path;
        this.channel = channel;
        this.key = key;
    }

    /** A reader at the begin of the file. */
    static LogReader open(Path path) throws IOException {
        while (true) {
            Object before = key(path);
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            if (Objects.equals(before, key(path))) {
                return new LogReader(path, channel, before);
            }
            // It was moved away in between.
            channel.close();
        }
    }

    /** The last lines that the filter takes, and goes to the end. */
    List<String> last(int most, LogLevel least) throws IOException {
        long size = channel.size();
        long window = FIRST_WINDOW;
        while (true) {
            long from = Math.max(0, size - window);
            seek(from);
            List<String> lines = more();
            // The first one may be the rest of a line.
            List<String> whole = from == 0 || lines.isEmpty() ? lines : lines.subList(1, lines.size());
            List<String> wanted = new LogFilter(least).of(whole);
            if (from == 0 || wanted.size() >= most) {
                return wanted.subList(Math.max(0, wanted.size() - most), wanted.size());
            }
            window *= GROWTH;
        }
    }

    /** The lines that have been ended since. */
    List<String> more() throws IOException {
        if (channel.size() < position) {
            seek(0);
        }
        List<String> lines = new ArrayList<>();
        buffer.clear();
        for (int count = channel.read(buffer, position); count > 0; count = channel.read(buffer, position)) {
            position += count;
            for (int i = 0; i < count; i++) {
                byte next = buffer.get(i);
                if (next == '\n') {
                    lines.add(rest());
                } else {
                    begun.write(next);
                }
            }
            buffer.clear();
        }
        return lines;
    }

    /** What stands behind the end of the last line; empty as a rule. */
    String rest() {
        String line = begun.toString(StandardCharsets.UTF_8);
        begun.reset();
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** Whether another file has taken this one's place. */
    boolean isReplaced() throws IOException {
        try {
            return !Objects.equals(key, key(path));
        } catch (NoSuchFileException e) {
            // The next one is not there yet.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void seek(long to) {
        position = to;
        begun.reset();
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
