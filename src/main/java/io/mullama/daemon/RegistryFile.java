package io.mullama.daemon;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Properties;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * {@code daemon.properties}: where a daemon says how it is reached. Replaced by rename, and read with a checksum, so
 * that nobody takes half a file for a whole one. Stateless and thread-safe.
 */
public final class RegistryFile {
    /** What a look at the file gave. */
    public sealed interface Reading {
        /** What the last daemon wrote; it may be dead by now. */
        record Found(DaemonInfo info) implements Reading {}

        /** There is no file. */
        record Absent() implements Reading {}

        /** There is a file that no daemon wrote in this form; {@code problem} says what is wrong with it. */
        record Corrupt(String problem) implements Reading {}
    }

    private static final String PID = "pid";
    private static final String VERSION = "version";
    private static final String HTTP = "http_endpoint";
    private static final String SOCKET = "socket";
    private static final String STARTED = "started_at_millis";
    private static final String CHECKSUM = "checksum";

    private final Path file;

    public RegistryFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    public void write(DaemonInfo info) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(PID, Long.toString(info.pid()));
        properties.setProperty(VERSION, info.version());
        String http = info.httpEndpoint();
        properties.setProperty(HTTP, http == null ? "" : http);
        properties.setProperty(SOCKET, info.socket().toString());
        properties.setProperty(STARTED, Long.toString(info.startedAt().toEpochMilli()));
        properties.setProperty(CHECKSUM, checksum(properties));
        StringWriter text = new StringWriter();
        properties.store(text, "the running mullama daemon");
        Path temporary = file.resolveSibling(file.getFileName() + "." + info.pid() + ".tmp");
        Files.writeString(temporary, text.toString());
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    public Reading read() {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            return parse(properties);
        } catch (NoSuchFileException e) {
            return new Reading.Absent();
        } catch (IOException e) {
            String reason = e.getMessage();
            return new Reading.Corrupt("it cannot be read as text" + (reason == null ? "" : ": " + reason));
        } catch (IllegalArgumentException e) {
            return new Reading.Corrupt("it has a malformed escape");
        }
    }

    private Reading parse(Properties properties) {
        for (String key : new String[] {PID, VERSION, HTTP, SOCKET, STARTED, CHECKSUM}) {
            if (properties.getProperty(key) == null) {
                return new Reading.Corrupt("it has no " + key);
            }
        }
        if (!checksum(properties).equals(properties.getProperty(CHECKSUM))) {
            return new Reading.Corrupt("its checksum does not match");
        }
        @Nullable String http = text(properties, HTTP).isEmpty() ? null : text(properties, HTTP);
        try {
            return new Reading.Found(new DaemonInfo(
                    Long.parseLong(text(properties, PID)),
                    text(properties, VERSION),
                    http,
                    file.getFileSystem().getPath(text(properties, SOCKET)),
                    // Reading a date would load a third of java.time into every client.
                    Instant.ofEpochMilli(Long.parseLong(text(properties, STARTED)))));
        } catch (NumberFormatException | InvalidPathException e) {
            return new Reading.Corrupt("it has a value that cannot be used: " + e.getMessage());
        }
    }

    private static String checksum(Properties properties) {
        CRC32 crc = new CRC32();
        for (String key : new String[] {PID, VERSION, HTTP, SOCKET, STARTED}) {
            crc.update((key + "=" + text(properties, key) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return Long.toHexString(crc.getValue());
    }

    private static String text(Properties properties, String key) {
        return properties.getProperty(key, "");
    }
}
