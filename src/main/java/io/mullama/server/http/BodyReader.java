package io.mullama.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads one request's body within its limit and one deadline; for one thread. */
final class BodyReader {
    /** Memory is taken as bytes arrive: a header that announces many costs a client nothing. */
    private static final int FIRST_BYTES = 64 * 1024;

    private final Wire wire;
    private final Deadline deadline;
    private final HttpLimits limits;
    private final BodyBudget.Share memory;

    BodyReader(Wire wire, Deadline deadline, HttpLimits limits, BodyBudget.Share memory) {
        this.wire = wire;
        this.deadline = deadline;
        this.limits = limits;
        this.memory = memory;
    }

    byte[] readFixed(int length) throws IOException, HttpFault {
        memory.take(Math.min(length, FIRST_BYTES));
        ByteBuffer body = ByteBuffer.allocate(Math.min(length, FIRST_BYTES));
        while (body.position() < length) {
            if (!body.hasRemaining()) {
                int doubled = (int) Math.min(length, body.capacity() * 2L);
                memory.take(doubled - body.capacity());
                body = ByteBuffer.wrap(Arrays.copyOf(body.array(), doubled)).position(body.position());
            }
            if (wire.read(body, deadline) < 0) {
                throw HttpFault.truncated();
            }
        }
        return body.array();
    }

    byte[] readChunked() throws IOException, HttpFault {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ChunkFraming chunks = new ChunkFraming(wire, deadline, limits.maxHeadBytes());
        for (long size = chunks.nextSize(); size > 0; size = chunks.nextSize()) {
            if (size > limits.maxBodyBytes() - body.size()) {
                throw HttpFault.bodyTooLarge(limits.maxBodyBytes());
            }
            body.writeBytes(readFixed((int) size));
            chunks.endChunk();
        }
        chunks.endBody();
        return body.toByteArray();
    }
}
