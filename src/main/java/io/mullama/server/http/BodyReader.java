package io.mullama.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads one request's body within its limit and one deadline; for one thread. */
final class BodyReader {
    /** Memory is taken as bytes arrive: a header that announces many costs a client nothing. */
    private static final int FIRST_BYTES = 64 * 1024;

    private static final int MAX_SIZE_LINE_BYTES = 1024;

    private final Wire wire;
    private final Deadline deadline;
    private final HttpLimits limits;

    BodyReader(Wire wire, Deadline deadline, HttpLimits limits) {
        this.wire = wire;
        this.deadline = deadline;
        this.limits = limits;
    }

    byte[] readFixed(int length) throws IOException, HttpFault {
        ByteBuffer body = ByteBuffer.allocate(Math.min(length, FIRST_BYTES));
        while (body.position() < length) {
            if (!body.hasRemaining()) {
                int doubled = (int) Math.min(length, body.capacity() * 2L);
                body = ByteBuffer.wrap(Arrays.copyOf(body.array(), doubled)).position(body.position());
            }
            if (wire.read(body, deadline) < 0) {
                throw HttpFault.truncated();
            }
        }
        return body.array();
    }

    /** By RFC 9112 section 7.1; chunk extensions and trailers are skipped. */
    byte[] readChunked() throws IOException, HttpFault {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(0); size > 0; size = chunkSize(body.size())) {
            body.writeBytes(readFixed(size));
            endChunk();
        }
        LineReader trailers = new LineReader(wire, deadline, limits.maxHeadBytes());
        while (!trailers.nextStrict().isEmpty()) {
            // Trailers carry nothing that a route of ours reads.
        }
        return body.toByteArray();
    }

    private void endChunk() throws IOException, HttpFault {
        for (int expected : new int[] {'\r', '\n'}) {
            int next = wire.read(deadline);
            if (next < 0) {
                throw HttpFault.truncated();
            }
            if (next != expected) {
                throw HttpFault.badRequest("A chunk does not end where its size says.");
            }
        }
    }

    private int chunkSize(int bytesSoFar) throws IOException, HttpFault {
        String line = new LineReader(wire, deadline, MAX_SIZE_LINE_BYTES).nextStrict();
        String digits = line.split(";", 2)[0].stripTrailing();
        if (!digits.matches("[0-9A-Fa-f]{1,16}")) {
            throw HttpFault.badRequest("A chunk size is malformed.");
        }
        long size = Long.parseUnsignedLong(digits, 16);
        if (size < 0 || size > limits.maxBodyBytes() - bytesSoFar) {
            throw HttpFault.bodyTooLarge(limits.maxBodyBytes());
        }
        return (int) size;
    }
}
