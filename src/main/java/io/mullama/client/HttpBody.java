package io.mullama.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;

/** The bytes of a response's body, however the response says where they end. Not thread-safe. */
sealed interface HttpBody {
    /** Reads what is there, waiting for one byte at least; -1 at the end of the body. */
    int read(byte[] into, int offset, int length) throws IOException;

    /** The rest of the body. */
    default byte[] readAll(int limit) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        for (int count = read(part, 0, part.length); count >= 0; count = read(part, 0, part.length)) {
            all.write(part, 0, count);
            if (all.size() > limit) {
                throw new MalformedResponseException("the body is longer than " + limit + " bytes");
            }
        }
        return all.toByteArray();
    }

    /** A body whose length the head gives. */
    final class Sized implements HttpBody {
        private final ChannelInput input;
        private long left;

        Sized(ChannelInput input, long length) {
            this.input = input;
            this.left = length;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = input.read(into, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the body ended " + left + " bytes early");
            }
            left -= count;
            return count;
        }
    }

    /** A body in chunks. */
    final class Chunked implements HttpBody {
        private static final int LINE_LIMIT = 4096;

        private final ChannelInput input;
        private long left;
        private boolean first = true;
        private boolean ended;

        Chunked(ChannelInput input) {
            this.input = input;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int count = input.read(into, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the body ended in the middle of a chunk");
            }
            left -= count;
            return count;
        }

        private void nextChunk() throws IOException {
            if (!first && !input.readLine(LINE_LIMIT).isEmpty()) {
                throw new MalformedResponseException("a chunk is longer than it says");
            }
            first = false;
            String line = input.readLine(LINE_LIMIT);
            int semicolon = line.indexOf(';');
            String size = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
            try {
                left = Long.parseUnsignedLong(size, 16);
            } catch (NumberFormatException e) {
                throw new MalformedResponseException("a chunk has the size '" + size + "'");
            }
            if (left < 0) {
                throw new MalformedResponseException("a chunk has the size '" + size + "'");
            }
            if (left == 0) {
                ended = true;
                skipTrailers();
            }
        }

        private void skipTrailers() throws IOException {
            String line = input.readLine(LINE_LIMIT);
            while (!line.isEmpty()) {
                line = input.readLine(LINE_LIMIT);
            }
        }
    }

    /** A body that ends where the connection does. */
    final class UntilClose implements HttpBody {
        private final ChannelInput input;

        UntilClose(ChannelInput input) {
            this.input = input;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return input.read(into, offset, length);
        }
    }
}
