package io.mullama.hub;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Content that lies on disk, opened for each piece so that nobody has to close it. Thread-safe. */
final class FakeFileContent extends FakeContent {
    private final Path file;

    FakeFileContent(Path file, long size) {
        super(size);
        this.file = file;
    }

    @Override
    public void read(long position, byte[] into, int offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, count);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position() - offset) < 0) {
                    throw new EOFException(file + " is shorter than it was");
                }
            }
        }
    }
}
