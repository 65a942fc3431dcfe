package io.mullama.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/** Buffered reading from a channel: bytes as they come, and the lines of an HTTP head. Not thread-safe. */
final class ChannelInput {
    private static final int BUFFER_BYTES = 8192;

    private final ReadableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();

    ChannelInput(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** Reads what is there, waiting for one byte at least; -1 at the end. */
    int read(byte[] into, int offset, int length) throws IOException {
        if (!buffer.hasRemaining() && !fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(into, offset, count);
        return count;
    }

    /** A line without its end. */
    String readLine(int limit) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            byte next = readByte();
            if (next == '\n') {
                int length = line.length();
                boolean carriage = length > 0 && line.charAt(length - 1) == '\r';
                return carriage ? line.substring(0, length - 1) : line.toString();
            }
            if (line.length() == limit) {
                throw new MalformedResponseException("a line is longer than " + limit + " bytes");
            }
            line.append((char) (next & 0xff));
        }
    }

    private byte readByte() throws IOException {
        if (!buffer.hasRemaining() && !fill()) {
            throw new EOFException("the connection ended in the middle of a response");
        }
        return buffer.get();
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int count;
        try {
            count = channel.read(buffer);
        } finally {
            buffer.flip();
        }
        return count > 0;
    }

    /** Encodes the head of a request. */
    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
