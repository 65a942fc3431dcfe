package io.mullama.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * Reads little-endian values from a file through one buffer, and never past the file's end. For one thread.
 *
 * <p>Every length that the file names is held against what is left of it before anything is allocated.
 */
final class ByteCursor {
    /** Many times the largest header in use; what goes on past it is made to keep its reader busy. */
    static final long HEADER_LIMIT = 512L << 20;

    /** As llama.cpp has it, in bytes. */
    static final long STRING_LIMIT = 1L << 30;

    private static final int BUFFER_SIZE = 64 << 10;

    private final SeekableByteChannel channel;
    private final long size;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER_SIZE).order(ByteOrder.LITTLE_ENDIAN).limit(0);

    /** Where the buffer's first byte lies in the file. */
    private long bufferStart;

    /** What is being read, for messages. */
    private Place place = Place.of("the header");

    ByteCursor(SeekableByteChannel channel, long start) throws IOException {
        this.channel = channel.position(start);
        this.size = channel.size();
        this.bufferStart = start;
    }

    long size() {
        return size;
    }

    long position() {
        return bufferStart + buffer.position();
    }

    /** Names what is read from here on. */
    void enter(Place newPlace) {
        place = newPlace;
    }

    Place place() {
        return place;
    }

    int u8() throws IOException, GgufException {
        fill(1);
        return buffer.get() & 0xff;
    }

    int u16() throws IOException, GgufException {
        fill(2);
        return buffer.getShort() & 0xffff;
    }

    long u32() throws IOException, GgufException {
        fill(4);
        return buffer.getInt() & 0xffff_ffffL;
    }

    long i64() throws IOException, GgufException {
        fill(8);
        return buffer.getLong();
    }

    byte[] bytes(int count) throws IOException, GgufException {
        require(count);
        byte[] result = new byte[count];
        int done = 0;
        while (done < count) {
            fill(1);
            int step = Math.min(buffer.remaining(), count - done);
            buffer.get(result, done, step);
            done += step;
        }
        return result;
    }

    /** Reads the length of a string, whose bytes are then known to be there. */
    long stringLength() throws IOException, GgufException {
        long length = i64();
        if (length < 0 || length > STRING_LIMIT) {
            throw GgufException.damaged(place + " has a string of " + Long.toUnsignedString(length) + " bytes at byte "
                    + (position() - Long.BYTES) + ", and the most is " + STRING_LIMIT);
        }
        require(length);
        return length;
    }

    void skip(long count) throws IOException, GgufException {
        require(count);
        if (count <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) count);
            return;
        }
        bufferStart = position() + count;
        buffer.limit(0);
        channel.position(bufferStart);
    }

    /** Skips so many strings, allocating nothing: a vocabulary has hundreds of thousands. */
    void skipStrings(long count) throws IOException, GgufException {
        require(count * Long.BYTES);
        for (long i = 0; i < count; i++) {
            skip(stringLength());
        }
    }

    /** Fails unless so many bytes are left in the file. */
    void require(long count) throws GgufException {
        if (count < 0 || count > size - position()) {
            throw endsTooEarly(count);
        }
    }

    private void fill(int count) throws IOException, GgufException {
        if (buffer.remaining() >= count) {
            return;
        }
        require(count);
        if (position() > HEADER_LIMIT) {
            throw GgufException.damaged("the header goes on past byte " + HEADER_LIMIT + " (" + place + ")");
        }
        bufferStart = position();
        buffer.compact();
        while (buffer.position() < count) {
            // A file may shrink while it is read.
            if (channel.read(buffer) <= 0) {
                buffer.flip();
                throw endsTooEarly(count);
            }
        }
        buffer.flip();
    }

    private GgufException endsTooEarly(long count) {
        return GgufException.truncated(
                place + " needs " + count + " bytes from byte " + position() + " on but the file has " + size);
    }
}
