package io.mullama.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The standard output, which tells a reader that is gone from a disk that is full. Thread-safe where the stream is.
 *
 * <p>The system says what went wrong in the language of its user, so that its words tell nothing: it is asked what kind of
 * thing the output is. Only a pipe or a socket has a reader, and nothing but its end keeps one from being written to.
 */
final class StandardOutput extends OutputStream {
    /** The bits of {@code st_mode} that are a file's kind, and two of those. */
    private static final int KIND = 0170000;

    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private final OutputStream stream;
    private final String device;

    /** {@code device} is the path that leads to what the stream writes to. */
    StandardOutput(OutputStream stream, String device) {
        this.stream = stream;
        this.device = device;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    /**
     * Writes all of it.
     *
     * @throws Console.OutputClosed if nobody reads it any more
     */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            stream.write(bytes, offset, length);
        } catch (IOException e) {
            if (hasNoReader(e)) {
                throw new Console.OutputClosed(e);
            }
            throw e;
        }
    }

    private boolean hasNoReader(IOException failure) {
        try {
            int kind = (int) Files.getAttribute(Path.of(device), "unix:mode") & KIND;
            return kind == PIPE || kind == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Windows, or a root without /dev: the words are all there is.
            String words = String.valueOf(failure.getMessage());
            return words.contains("Broken pipe") || words.contains("pipe is being closed");
        }
    }
}
