package io.mullama.server.http;

import java.io.IOException;

/**
 * What stands between the chunks of a body (RFC 9112 section 7.1), read within one deadline; extensions and trailers are
 * skipped. For one thread.
 */
final class ChunkFraming {
    private static final int MAX_SIZE_LINE_BYTES = 1024;

    private final Wire wire;
    private final Deadline deadline;
    private final int maxTrailerBytes;

    ChunkFraming(Wire wire, Deadline deadline, int maxTrailerBytes) {
        this.wire = wire;
        this.deadline = deadline;
        this.maxTrailerBytes = maxTrailerBytes;
    }

    /** The next chunk's bytes; 0 for the last chunk, which has none. */
    long nextSize() throws IOException, HttpFault {
        String line = new LineReader(wire, deadline, MAX_SIZE_LINE_BYTES).nextStrict();
        String digits = HeaderFields.trimmed(line.split(";", 2)[0]);
        if (!digits.matches("[0-9A-Fa-f]{1,16}") || !RequestHead.isFieldValue(line)) {
            throw HttpFault.badRequest("A chunk size is malformed.");
        }
        long size = Long.parseUnsignedLong(digits, 16);
        return size < 0 ? Long.MAX_VALUE : size;
    }

    /** Reads what comes after the last chunk. */
    void endBody() throws IOException, HttpFault {
        LineReader trailers = new LineReader(wire, deadline, maxTrailerBytes);
        while (!trailers.nextStrict().isEmpty()) {
            // Trailers carry nothing that a route of ours reads.
        }
    }

    /** Reads what comes after a chunk's bytes. */
    void endChunk() throws IOException, HttpFault {
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
}
