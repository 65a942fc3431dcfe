package io.mullama.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A file in memory that may be of any announced size and may hand over its bytes in small steps. For one thread. */
final class BytesChannel implements SeekableByteChannel {
    private final byte[] bytes;
    private final int available;
    private final long size;
    private final int step;
    private long position;
    private long bytesRead;

    private BytesChannel(byte[] bytes, int available, long size, int step) {
        this.bytes = bytes;
        this.available = available;
        this.size = size;
        this.step = step;
    }

    static BytesChannel of(byte[] bytes) {
        return new BytesChannel(bytes, bytes.length, bytes.length, Integer.MAX_VALUE);
    }

    static BytesChannel inSteps(byte[] bytes, int step) {
        return new BytesChannel(bytes, bytes.length, bytes.length, step);
    }

    static BytesChannel cutTo(byte[] bytes, int length) {
        return new BytesChannel(bytes, length, length, Integer.MAX_VALUE);
    }

    /** A file that says it is of one size and turns out to be shorter. */
    static BytesChannel announcing(byte[] bytes, long size) {
        return new BytesChannel(bytes, bytes.length, size, Integer.MAX_VALUE);
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public int read(ByteBuffer target) {
        if (position >= available) {
            return -1;
        }
        int count = (int) Math.min(Math.min(step, target.remaining()), available - position);
        target.put(bytes, (int) position, count);
        position += count;
        bytesRead += count;
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
